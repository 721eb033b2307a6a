namespace Assay.Reports;

/// <summary>How far ahead predictions hold when each is read as the next context's last vector.</summary>
static class RolloutsSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Several vectors ahead");
        if (run.Prediction is not { Rollouts.Count: > 0 } prediction)
        {
            if (run.Prediction is null) NextVectorMetrics.NoDetails(document, run, "Rollouts");
            else Missing.Write(document, "No rollout was measured.");
            return;
        }
        var steps = prediction.Rollouts.Max(curve => curve.Values.Length);
        document.Figure("Cosine with the vector so many places ahead, over windows whose documents go on that long. The model reads its own predictions; the limit does not have to.", ("rollouts", new LineChart
        {
            Title = "Cosine by steps ahead", XTitle = "vectors ahead", YTitle = "mean cosine", Width = 540, PlotHeight = 260,
            Series = [.. prediction.Rollouts.Select(curve => new ChartSeries(curve.Name, [.. Enumerable.Range(1, curve.Values.Length).Select(step => (double)step)], curve.Values))],
        }));
        document.Table([new Column("Predictor"), .. Enumerable.Range(1, steps).Select(step => Column.Number($"t+{step}"))],
            [.. prediction.Rollouts.Select(curve => (IReadOnlyList<string>)[curve.Name, .. Enumerable.Range(0, steps).Select(step =>
                step < curve.Values.Length && double.IsFinite(curve.Values[step]) ? Numbers.Format(curve.Values[step]) : "–")])]);
    }
}
