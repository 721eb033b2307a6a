using Assay.Runs;

namespace Assay.Reports;

/// <summary>How the codes of held-out windows use their components, what goes along with them, and pictures of them.</summary>
static class CodesSection
{
    // More colours than these cannot be told apart.
    const int FormsShown = 6;

    // More columns than these leave no height for the names of the rows.
    const int ComponentsShown = 32;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Codes");
        if (!PoetryMetrics.Table(document, run, "Codes of the held-out windows", PoetryMetrics.Codes)) Missing.Write(document, "The record holds no statistics of the codes.");
        document.Paragraph("Directions are counted by the spectrum of the codes as the decoder gets them, and never by the variance of single components, which a batch norm sets to 1 whatever they hold. "
            + "Components that stand still are looked for before the batch norm, if there is one.");
        if (run.Evaluation is not { Codes: { } codes })
        {
            PoetryMetrics.NoDetails(document, run, "Spectrum and pictures of the codes");
            return;
        }
        var numbers = Enumerable.Range(1, codes.Shares.Length).Select(number => (double)number).ToList();
        document.Figure("Left: what part of the variance lies along each principal direction; a code that uses all alike has a level line. Right: how far each component moves, the widest first.",
            ("code-spectrum", new LineChart
            {
                Title = "Spectrum of the codes", XTitle = "principal direction", YTitle = "share of the variance", LogY = true, Width = 440, PlotHeight = 200,
                Series = [new ChartSeries("share", numbers, codes.Shares)], References = codes.Shares.Length > 0 ? [new ReferenceLine("all alike", 1.0 / codes.Shares.Length)] : [],
            }),
            ("code-deviations", new LineChart
            {
                Title = "Standard deviation of the components", XTitle = "component, by its deviation", YTitle = "standard deviation", Width = 440, PlotHeight = 200,
                Series = [new ChartSeries("deviation", [.. Enumerable.Range(1, codes.Deviations.Length).Select(number => (double)number)], [.. codes.Deviations.OrderDescending()])],
            }));
        Correlations(document, codes);
        Pictures(document, codes);
    }

    static void Correlations(Document document, CodeStatistics codes)
    {
        int[] shown = [.. Enumerable.Range(0, codes.Lengths.Length).OrderByDescending(Strength).Take(ComponentsShown).Order()];
        if (shown.Length == 0) return;
        document.Figure("Spearman's rank correlation over the held-out windows"
            + (shown.Length < codes.Lengths.Length ? $", of the {shown.Length} components that have the largest. " : ". ")
            + "A component that follows length or place spends part of the code on what could be told in one float.",
            ("code-correlations", new HeatMapChart
            {
                Title = "What goes along with a component", RowLabels = ["window's tokens", "place in the poem"], ColumnLabels = [.. shown.Select(i => Numbers.Count(i + 1))],
                ColumnTitle = "component", ValueTitle = "correlation", Signed = true, Low = -1, High = 1,
                Rows = [[.. shown.Select(i => codes.Lengths[i])], [.. shown.Select(i => codes.Places[i])]],
            }));

        double Strength(int component) => new[] { codes.Lengths[component], codes.Places[component] }.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
    }

    static void Pictures(Document document, CodeStatistics codes)
    {
        if (codes.Points.Count == 0)
        {
            Missing.Write(document, "The codes were not drawn: too few windows, too few components, or codes that are all alike.");
            return;
        }
        var forms = codes.Points.Select(point => point.Form).OfType<string>().GroupBy(form => form).OrderByDescending(form => form.Count()).ThenBy(form => form.Key, StringComparer.Ordinal)
            .Select(form => form.Key).Take(FormsShown).ToHashSet();
        var charts = new List<(string, Chart)>();
        if (forms.Count > 1)
        {
            IReadOnlyList<string> groups = [.. codes.Points.Select(point => point.Form is { } form && forms.Contains(form) ? form : "other")];
            charts.Add(("codes-pca-form", Picture("Principal components, by form", codes, point => point.Pca, "first", "second", groups)));
            charts.Add(("codes-tsne-form", Picture("t-SNE, by form", codes, point => point.Tsne, null, null, groups)));
        }
        charts.Add(("codes-pca-tokens", Picture("Principal components, by length", codes, point => point.Pca, "first", "second", null, "tokens", point => point.Length)));
        charts.Add(("codes-tsne-place", Picture("t-SNE, by place in the poem", codes, point => point.Tsne, null, null, null, "place", point => point.Place)));
        document.Figure($"One point a held-out window. t-SNE keeps neighbours together (perplexity {Numbers.Format(codes.Perplexity)}, from the principal components, seed 1); "
            + "its distances between groups and their sizes mean little."
            + (codes.Trustworthiness is { } trust ? $" Its trustworthiness is {Numbers.Format(trust)}: 1 where all neighbours in the picture are neighbours in truth, about 0.5 for points strewn at random." : ""), charts);
    }

    static ScatterChart Picture(
        string title, CodeStatistics codes, Func<CodePoint, double[]> at, string? x, string? y, IReadOnlyList<string>? groups, string valueTitle = "", Func<CodePoint, double>? value = null) => new()
        {
            Title = title, XTitle = x, YTitle = y, Width = 440, PlotHeight = 300, Groups = groups, ValueTitle = valueTitle,
            X = [.. codes.Points.Select(point => Coordinate(at(point), 0))], Y = [.. codes.Points.Select(point => Coordinate(at(point), 1))],
            Values = value is null ? null : [.. codes.Points.Select(value)],
            Tips = [.. codes.Points.Select(point => point.Item + (point.Form is null ? "" : $", {point.Form}") + $", {point.Length} tokens")],
        };

    static double Coordinate(double[] place, int axis) => axis < place.Length ? place[axis] : double.NaN;
}
