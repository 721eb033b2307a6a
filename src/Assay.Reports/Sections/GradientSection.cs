using Assay.Runs;

namespace Assay.Reports;

/// <summary>
/// How much of the gradient reaches each step of the recurrent nets, early, in the middle and late in training, and how much is left of it after all
/// steps. Nothing where the run kept no curves.
/// </summary>
public static class GradientSection
{
    const int Broad = 860, Narrow = 440;

    /// <summary>Writes the section.</summary>
    public static void Write(Document document, ReportedRun run)
    {
        if (run.Gradients is not { Curves.Count: > 0 } gradients) return;
        var nets = gradients.Curves.GroupBy(curve => curve.Net).Select(net => (Name: net.Key, Curves: net.OrderBy(curve => curve.Step).ToList())).ToList();
        document.Heading("Gradients through time");
        document.Paragraph("The norm of dL/dh, the whole gradient that reaches a recurrent net's state after each step: from the step's own output and through all "
            + "steps computed after it. It is a mean over the batch, whose loss is a mean too, so that its size depends on the batch; its shape is what counts. In an LSTM the "
            + "cell state carries gradient beside it.");
        var width = nets.Count > 1 ? Narrow : Broad;
        for (var first = 0; first < nets.Count; first += 2)
            document.Figure("", [.. nets.Skip(first).Take(2).Select((net, i) => ($"gradient-through-time-{first + i + 1}", (Chart)Through(net.Name, net.Curves, width)))]);
        if (gradients.Curves.Select(curve => curve.Step).Distinct().Count() > 1)
        {
            document.Figure("What is left of the gradient: its norm at the step computed first over that at the step computed last. Above 1 it grows on its way back, as in a "
                + "decoder, whose first states answer for all outputs.", ("gradient-retention", Retentions(nets)));
        }
        document.Table([new Column("Net"), new Column("Reads"), Column.Number("Steps"), Column.Number("Left early"), Column.Number("Left in the middle"), Column.Number("Left late")],
            [.. nets.Select(net => (IReadOnlyList<string>)[
                net.Name, net.Curves[0].Reverse ? "backwards" : "forwards", Numbers.Count(net.Curves.Max(curve => curve.Norms.Length)),
                .. new[] { net.Curves[0], net.Curves[net.Curves.Count / 2], net.Curves[^1] }.Select(curve => Numbers.Format(curve.Retention))])]);
    }

    static LineChart Through(string name, List<GradientCurve> curves, double width) => new()
    {
        Title = $"{name}{(curves[0].Reverse ? ", reads backwards" : "")}",
        XTitle = "t, step of the sequence",
        YTitle = "|dL/dh|",
        LogY = true,
        Width = width,
        PlotHeight = 220,
        Series = [.. new[] { 0, curves.Count / 2, curves.Count - 1 }.Distinct().Select(place => curves[place]).Select(curve =>
            new ChartSeries($"update {Numbers.Count(curve.Step)}", [.. Enumerable.Range(1, curve.Norms.Length).Select(t => (double)t)], curve.Norms))],
    };

    static LineChart Retentions(List<(string Name, List<GradientCurve> Curves)> nets) => new()
    {
        Title = "What is left of the gradient after all steps",
        XTitle = "update",
        YTitle = "share",
        LogY = true,
        Width = Broad,
        PlotHeight = 200,
        References = [new ReferenceLine("all of it", 1)],
        Series = [.. nets.Select(net => new ChartSeries(net.Name, net.Curves.ConvertAll(curve => (double)curve.Step), net.Curves.ConvertAll(curve => curve.Retention)))],
    };
}
