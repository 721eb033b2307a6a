namespace Assay.Reports;

/// <summary>How the error grows from the training set to the test set and to the independent one, and what that proves.</summary>
static class GeneralisationSection
{
    const double Allowed = 1.5;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Generalisation");
        var record = run.Record;
        var rows = new List<IReadOnlyList<string>> { Row("final weights", record.Metrics) };
        if (record.Best.Count > 0) rows.Add(Row("best checkpoint", record.Best));
        document.Table([new Column("Weights"), Column.Number("train"), Column.Number("test"), Column.Number("independent"),
            Column.Number("test / train"), Column.Number("independent / test")], rows);

        document.Paragraph("The training and the test set share their targets row for row and differ only in their noise. A model that "
            + "knows the targets by heart, or that answers 0 to everything, has a test / train ratio of 1 as well: that ratio alone "
            + "proves nothing. The independent set starts at random phases and mixes the order of the selectors.");
        document.Paragraph(Judge(run));
    }

    /// <summary>What the ratios say, in a sentence computed from them.</summary>
    static string Judge(ReportedRun run)
    {
        var record = run.Record;
        var values = record.Best.ContainsKey("test/mse") && record.Best.ContainsKey("independent/mse") ? record.Best : record.Metrics;
        var (test, independent) = (values.GetValueOrDefault("test/mse", double.NaN), values.GetValueOrDefault("independent/mse", double.NaN));
        var zero = run.Zero(ReportedRun.Judged);
        if (double.IsNaN(test)) return "The test error was not measured, so nothing can be said here.";
        if (test >= ReportedRun.NothingLearned * zero)
            return $"Here the ratios carry no information: a test error of {Numbers.Format(test)} against {Numbers.Format(zero)} "
                + "for the zero predictor means that there is nothing learned that could generalise.";
        if (double.IsNaN(independent))
            return "The independent test error was not measured: whether the model reads its input or knows the rows is open.";
        var ratio = independent / test;
        var start = $"The independent error is {Numbers.Ratio(ratio)} the test error";
        return ratio <= Allowed
            ? $"{start}, within the {Numbers.Ratio(Allowed)} allowed: the model does not depend on the rows' order or phase."
            : $"{start}, more than the {Numbers.Ratio(Allowed)} allowed: part of the test score rests on knowing where the rows start.";
    }

    static IReadOnlyList<string> Row(string name, Dictionary<string, double> values) =>
        [name, .. FrequencyMetrics.Frozen.Select(m => Missing.Or(values, m.Name)),
            Ratio(values, "test/mse", "train/mse"), Ratio(values, "independent/mse", "test/mse")];

    static string Ratio(Dictionary<string, double> values, string above, string below) =>
        values.TryGetValue(above, out var a) && values.TryGetValue(below, out var b) ? Numbers.Ratio(a / b) : "–";
}
