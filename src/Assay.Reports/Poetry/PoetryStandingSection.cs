namespace Assay.Reports;

/// <summary>The model beside what needs no network, by the same metrics on the same held-out poems.</summary>
static class PoetryStandingSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Beside the baselines");
        var record = run.Record;
        var metrics = PoetryMetrics.Scores.Where(metric => record.Best.ContainsKey(metric.Name)).ToList();
        if (metrics.Count == 0)
        {
            Missing.Write(document, "The record holds no scores on the held-out poems.");
            return;
        }
        if (record.Baselines.Count == 0) Missing.Write(document, "No baseline was measured, so the scores have no scale.");
        else
            document.Figure("Held-out poems. Each bar is a predictor that was given the same windows; all but the model need no network.",
                [.. Bars(run, [(PoetryMetrics.Cosine, "token cosine"), ("test/cosine/centred", "cosine around the mean vector"), ("test/mse", "squared error of a component"), ("test/top1/words", "nearest word right, words alone")])]);
        document.Table([new Column("On the held-out poems"), Column.Number("Model"), .. record.Baselines.Select(b => Column.Number(b.Key))],
            [.. metrics.Select(m => (IReadOnlyList<string>)[m.Words, Missing.Or(record.Best, m.Name), .. record.Baselines.Select(b => Missing.Or(b.Value, m.Name))])],
            [.. metrics.Index().Where(m => m.Item.Name == PoetryMetrics.Cosine).Select(m => m.Index)]);
        document.Paragraph("A token is a word or a mark, that is punctuation or a line end; padding and the two markers of a poem's ends do not count. The cosine of a window's mean vectors is near 1 "
            + "for any two texts, because mean vectors of texts are almost parallel: only the line around the mean vector, without the training mean, says something. PCA writes whole windows down with "
            + "the number of floats in its name; waves do so along cosines over the places and principal directions of words; the mean chunk is the mean training window, place by place.");
        document.Table([new Column("Training"), Column.Number("Amount")],
        [
            ["parameters", Numbers.Count(record.Parameters)], ["updates", Numbers.Count(record.Steps)], ["epochs", Numbers.Count(record.Epochs)],
            ["judged epoch, chosen on the validation poems", Missing.Or(record.Best, "epoch")], ["training time", Numbers.Duration(record.Seconds)],
        ]);
    }

    static IEnumerable<(string, Chart)> Bars(ReportedRun run, IReadOnlyList<(string Name, string Words)> metrics)
    {
        foreach (var (index, (name, words)) in metrics.Index())
        {
            if (!run.Record.Best.TryGetValue(name, out var model)) continue;
            yield return ($"standing-{index + 1}", new BarChart
            {
                Title = char.ToUpperInvariant(words[0]) + words[1..], ValueTitle = words, Width = 440,
                Bars = [new Bar("model", model), .. run.Record.Baselines.Where(b => b.Value.ContainsKey(name)).Select(b => new Bar(b.Key, b.Value[name], 6))],
            });
        }
    }
}
