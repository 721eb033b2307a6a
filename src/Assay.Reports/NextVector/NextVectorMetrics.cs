using System.Globalization;

namespace Assay.Reports;

/// <summary>The metrics and baselines of the study next-vector, in the order and with the words in which they are shown.</summary>
static class NextVectorMetrics
{
    public const string Study = "next-vector";

    /// <summary>The metric by which a run is judged.</summary>
    public const string Cosine = "test/cosine";

    public const string Centred = "test/cosine/centred", Mse = "test/mse", Valid = "valid/cosine", Error = "/se";

    /// <summary>The baseline from which gains are counted: the best that needs nothing but the context.</summary>
    public const string Average = "linear average";

    public const string Last = "last vector", Ridge = "ridge", Chance = "chance", Mean = "corpus mean";

    /// <summary>What the best possible predictor reaches that is given the same context; known for generated streams only.</summary>
    public const string Limit = "Kalman limit";

    /// <summary>The same, given all that went before in the document.</summary>
    public const string PastLimit = "Kalman limit, whole past";

    /// <summary>How predictions compare with their targets.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Scores = [(Cosine, "cosine"), (Centred, "cosine around the mean vector"), (Mse, "squared error of a component")];

    /// <summary>Where the target stands among all others by the cosine with the prediction.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Retrieval =
    [
        ("test/r@1", "R@1"), ("test/r@5", "R@5"), ("test/r@10", "R@10"), ("test/mrr", "MRR"),
        ("test/r@1/within", "R@1, own document"), ("test/r@5/within", "R@5, own document"), ("test/r@10/within", "R@10, own document"), ("test/mrr/within", "MRR, own document"),
    ];

    /// <summary>What comparisons of several seeds show of each model.</summary>
    public static readonly IReadOnlyList<string> Compared = [Cosine, Centred, Mse, "test/r@1", "test/mrr", "test/mrr/within"];

    /// <summary>Whether no network can be better than this.</summary>
    public static bool IsLimit(string baseline) => baseline is Limit or PastLimit;

    /// <summary>Whether a model can be asked to beat this: it predicts, and is no limit.</summary>
    public static bool IsRival(string baseline) => !IsLimit(baseline) && baseline != Chance;

    /// <summary>A value of the judged checkpoint, else of the final weights; NaN where there is none.</summary>
    public static double Of(ReportedRun run, string metric) =>
        run.Record.Best.TryGetValue(metric, out var best) ? best : run.Record.Metrics.GetValueOrDefault(metric, double.NaN);

    /// <summary>A baseline's value; NaN where there is none.</summary>
    public static double Of(ReportedRun run, string baseline, string metric) =>
        run.Record.Baselines.TryGetValue(baseline, out var values) ? values.GetValueOrDefault(metric, double.NaN) : double.NaN;

    /// <summary>A value with its standard error where that is known.</summary>
    public static string WithError(IReadOnlyDictionary<string, double> values, string metric) =>
        values.TryGetValue(metric + Error, out var error) && double.IsFinite(error) ? $"{Missing.Or(values, metric)} ± {error.ToString("0.####", CultureInfo.InvariantCulture)}" : Missing.Or(values, metric);

    /// <summary>Limits of about 95 %, which is 1.96 standard errors to both sides; null where no error is known.</summary>
    public static (double Low, double High)? Limits(IReadOnlyDictionary<string, double> values, string metric) =>
        values.TryGetValue(metric + Error, out var error) && double.IsFinite(error) && values.TryGetValue(metric, out var value) ? (value - 1.96 * error, value + 1.96 * error) : null;

    /// <summary>How a place of a context is called: 1 is the last vector.</summary>
    public static string Lag(int before) => before == 1 ? "last" : $"{before} before";

    /// <summary>Says that the run has no such file, or what is wrong with it.</summary>
    public static void NoDetails(Document document, ReportedRun run, string what) => Missing.Write(document, run.EvaluationProblem is { } problem
        ? $"{what} cannot be shown: {problem}"
        : $"{what} cannot be shown: the run has no {Runs.RunFiles.Prediction}.");
}
