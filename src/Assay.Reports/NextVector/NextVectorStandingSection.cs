namespace Assay.Reports;

/// <summary>The model beside what needs no network and beside the limit of the task, on the same held-out windows.</summary>
static class NextVectorStandingSection
{
    const int BaselineColour = 6, LimitColour = 2, FinalColour = 5;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Beside baselines and limit");
        var record = run.Record;
        if (!record.Best.ContainsKey(NextVectorMetrics.Cosine) && !record.Metrics.ContainsKey(NextVectorMetrics.Cosine))
        {
            Missing.Write(document, "The record holds no scores on the held-out windows.");
            return;
        }
        if (record.Baselines.Count == 0) Missing.Write(document, "No baseline was measured, so the scores have no scale.");
        document.Figure("Held-out windows. Every predictor was given the same contexts. Lines across the bars' ends are 1.96 standard errors over documents: windows of one document are not independent.",
            [.. Charts(run)]);
        var predictors = Predictors(run).Where(predictor => predictor.Values.ContainsKey(NextVectorMetrics.Cosine)).ToList();
        document.Table([new Column("On the held-out windows"), .. NextVectorMetrics.Scores.Select(score => Column.Number(score.Words))],
            [.. predictors.Select(predictor => (IReadOnlyList<string>)[predictor.Name, .. NextVectorMetrics.Scores.Select(score => NextVectorMetrics.WithError(predictor.Values, score.Name))])],
            [.. predictors.Index().Where(predictor => predictor.Item.Values == record.Best).Select(predictor => predictor.Index)]);
        document.Paragraph("Vectors of one corpus share a mean component, which alone gives the corpus mean its cosine: what a predictor knows of the text shows around the mean vector, with the "
            + "training mean taken from prediction and target. ± is the standard error over documents.");
        if (Attained(run) is { } attained) document.Paragraph(attained);
        document.Table([new Column("Training"), Column.Number("Amount")],
        [
            ["parameters", Numbers.Count(record.Parameters)], ["updates", Numbers.Count(record.Steps)], ["epochs", Numbers.Count(record.Epochs)],
            ["judged epoch, chosen on the validation documents", Missing.Or(record.Best, "epoch")], ["training time", Numbers.Duration(record.Seconds)],
        ]);
    }

    static IEnumerable<(string Name, IReadOnlyDictionary<string, double> Values, int Colour)> Predictors(ReportedRun run)
    {
        if (run.Record.Best.Count > 0) yield return ("model, best checkpoint", run.Record.Best, 0);
        if (run.Record.Metrics.Count > 0) yield return ("model, final weights", run.Record.Metrics, FinalColour);
        foreach (var (name, values) in run.Record.Baselines) yield return (name, values, NextVectorMetrics.IsLimit(name) ? LimitColour : BaselineColour);
    }

    static IEnumerable<(string, Chart)> Charts(ReportedRun run)
    {
        foreach (var (index, (metric, words)) in NextVectorMetrics.Scores.Take(2).Index())
        {
            var bars = Predictors(run).Where(predictor => predictor.Values.ContainsKey(metric)).ToList();
            if (bars.Count == 0) continue;
            var limit = NextVectorMetrics.Of(run, NextVectorMetrics.Limit, metric);
            yield return ($"standing-{index + 1}", new BarChart
            {
                Title = char.ToUpperInvariant(words[0]) + words[1..], ValueTitle = words, Width = 440,
                Bars = [.. bars.Select(bar => new Bar(bar.Name, bar.Values[metric], bar.Colour) { Limits = NextVectorMetrics.Limits(bar.Values, metric) })],
                References = double.IsFinite(limit) ? [new ReferenceLine(NextVectorMetrics.Limit, limit)] : [],
            });
        }
    }

    /// <summary>How far the model goes on the way from the linear average to the limit.</summary>
    static string? Attained(ReportedRun run)
    {
        var (model, average) = (NextVectorMetrics.Of(run, NextVectorMetrics.Cosine), NextVectorMetrics.Of(run, NextVectorMetrics.Average, NextVectorMetrics.Cosine));
        var (limit, past) = (NextVectorMetrics.Of(run, NextVectorMetrics.Limit, NextVectorMetrics.Cosine), NextVectorMetrics.Of(run, NextVectorMetrics.PastLimit, NextVectorMetrics.Cosine));
        if (!(limit > average) || !double.IsFinite(model)) return null;
        var share = (100 * (model - average) / (limit - average)).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
        return $"The best possible predictor of this stream, given the same context, has cosine {Numbers.Format(limit)}: of the {Numbers.Format(limit - average)} between the linear average and it, the model has {share} %."
            + (double.IsFinite(past) ? $" Given everything before in the document it would have {Numbers.Format(past)}: {Numbers.Format(past - limit)} is what a longer context could add at most." : "");
    }
}
