namespace Assay.Reports;

/// <summary>The metrics of the study poetry, in the order and with the words and units in which they are shown.</summary>
static class PoetryMetrics
{
    /// <summary>The metric by which a run is judged.</summary>
    public const string Cosine = "test/cosine";

    /// <summary>What the model and each baseline score on the held-out poems.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Scores =
    [
        (Cosine, "token cosine, mean"),
        ("test/cosine/sd", "standard deviation"),
        ("test/cosine/q05", "5 % quantile"),
        ("test/cosine/q25", "25 % quantile"),
        ("test/cosine/q50", "median"),
        ("test/cosine/q75", "75 % quantile"),
        ("test/cosine/q95", "95 % quantile"),
        ("test/cosine/centred", "cosine around the mean vector"),
        ("test/cosine/words", "token cosine, words alone"),
        ("test/top1", "nearest word right"),
        ("test/top5", "right word among five nearest"),
        ("test/top1/words", "nearest word right, words alone"),
        ("test/top5/words", "among five nearest, words alone"),
        ("test/top1/marks", "nearest word right, marks alone"),
        ("test/mse", "squared error of a component"),
        ("test/squares", "squared error of a token (sum)"),
        ("test/sequence/cosine", "cosine of windows' mean vectors"),
        ("test/sequence/cosine/centred", "the same around the mean vector"),
    ];

    /// <summary>What crosses from the encoder to the decoder.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Crossing =
    [
        ("test/floats", "floats that cross for a full window"),
        ("test/compression", "floats read over floats that cross, full window"),
        ("test/floats/real", "floats that cross, mean of the held-out windows"),
        ("test/compression/real", "floats read over floats that cross, by the real tokens"),
    ];

    /// <summary>What the codes tell.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Codes =
    [
        ("test/code/participation", "participation ratio: as many equal directions would spread the variance as much"),
        ("test/code/participation/sample", "the same of these windows alone, which can have no more directions than there are windows"),
        ("test/code/directions", "principal directions with 90 % of the variance"),
        ("test/code/dead", "components that stand still (below 1 % of the widest one's deviation)"),
        ("test/code/correlation", "absolute correlation of two components, mean"),
        ("test/code/length", "largest rank correlation of a component with the window's tokens, absolute"),
        ("test/code/place", "largest rank correlation of a component with the window's place in its poem, absolute"),
        ("test/kl", "divergence of a variational code from the standard normal one, nats a window"),
        ("test/kl/dimensions", "dimensions of it with more than the free nats"),
        ("test/code/active", "active dimensions: the mean's variance over the windows above 0.01"),
    ];

    /// <summary>What the decoder attends to.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Attention =
    [
        ("test/attention/entropy", "entropy of the weights, nats"),
        ("test/attention/entropy/share", "entropy over that of equal weights"),
        ("test/attention/sharpness", "largest weight, mean"),
        ("test/attention/diversity", "1 less the cosine of two heads' weights, mean"),
    ];

    /// <summary>Whether a run's decoder reads around its code.</summary>
    public static bool IsAround(ReportedRun run) => run.Record.Settings.GetValueOrDefault("attend") is "encoder";

    /// <summary>A value of the judged checkpoint; NaN where there is none.</summary>
    public static double Of(ReportedRun run, string metric) => run.Record.Best.GetValueOrDefault(metric, double.NaN);

    /// <summary>A table of those metrics that the judged checkpoint has.</summary>
    /// <returns>Whether there was any.</returns>
    public static bool Table(Document document, ReportedRun run, string title, IReadOnlyList<(string Name, string Words)> metrics)
    {
        var rows = metrics.Where(metric => run.Record.Best.ContainsKey(metric.Name))
            .Select(metric => (IReadOnlyList<string>)[metric.Words, Missing.Or(run.Record.Best, metric.Name)]).ToList();
        if (rows.Count > 0) document.Table([new Column(title), Column.Number("Value")], rows);
        return rows.Count > 0;
    }

    /// <summary>Says that the run has no evaluation file, or what is wrong with it.</summary>
    public static void NoDetails(Document document, ReportedRun run, string what) => Missing.Write(document, run.EvaluationProblem is { } problem
        ? $"{what} cannot be drawn: {problem}"
        : $"{what} cannot be drawn: the run has no {Runs.RunFiles.Evaluation}.");
}
