namespace Assay.Reports;

/// <summary>Training loss, the validation poems' scores, and the lessons of a poetry run against epochs.</summary>
static class PoetryCurvesSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Learning curves");
        var charts = new List<(string, Chart)>();
        Add("train-loss", "Training loss", "loss", [], ("train/loss", "training loss"));
        Add("valid-cosine", "Cosine on the validation poems", "cosine",
            [.. run.Record.Baselines.Where(b => b.Value.ContainsKey(PoetryMetrics.Cosine)).Select(b => new ReferenceLine(b.Key, b.Value[PoetryMetrics.Cosine]))],
            ("valid/cosine", "token cosine"), ("valid/cosine/centred", "around the mean vector"));
        Add("curriculum-taught", "Steps that are fed the target", "share", [], ("curriculum/taught", "taught"));
        Add("curriculum-tokens", "Tokens of the longest window", "tokens", [], ("curriculum/tokens", "tokens"));
        if (charts.Count > 0)
            document.Figure("Validation poems choose the checkpoint; they are written without being taught. Dashed lines: what the baselines score on the held-out poems.", charts);
        string[] absent = [.. new[] { "train/loss", "valid/cosine" }.Where(metric => run.Curve(metric, "") is null)];
        if (absent.Length > 0) Missing.Write(document, $"The run's events hold no values of: {string.Join(", ", absent)}.");

        void Add(string name, string title, string unit, IReadOnlyList<ReferenceLine> references, params IEnumerable<(string Metric, string Words)> metrics)
        {
            var curves = metrics.Select(metric => run.Curve(metric.Metric, metric.Words)).OfType<ChartSeries>().ToList();
            // A lesson that never changes needs no picture.
            if (curves.Count == 0 || (name.StartsWith("curriculum", StringComparison.Ordinal) && curves[0].Y.Distinct().Count() == 1)) return;
            charts.Add((name, new LineChart { Title = title, XTitle = "epoch", YTitle = unit, Series = curves, References = references, Width = 440, PlotHeight = 220 }));
        }
    }
}
