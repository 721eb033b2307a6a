using System.Globalization;

namespace Assay.Reports;

/// <summary>The metrics of the study ternary, with the words in which they are shown.</summary>
static class TernaryMetrics
{
    public const string Study = "ternary", Coverage = "coverage", Hierarchy = "hierarchy", Richness = "richness", Distance = "distance";

    /// <summary>Metrics of code B end in this, those before training begin with that.</summary>
    public const string B = "/b", Start = "start/";

    public const string RandomTensors = "start/random-tensors", Moved = "parameters/moved";

    /// <summary>The baseline of two groups in order: level 0 and the rest.</summary>
    public const string OneSplit = "level 0 against the rest";

    /// <summary>Levels of the hierarchy.</summary>
    public const int Levels = 10;

    /// <summary>The lowest hierarchy of radii that all differ: sqrt(1 - sum (t^3 - t) / (N^3 - N)) over the sizes t of the levels, of N operations.</summary>
    public const double Ceiling = -0.8320502954116228;

    /// <summary>The codes whose geometry was taught: their names and the end of their metrics.</summary>
    public static IReadOnlyList<(string Name, string Suffix)> Codes(ReportedRun run) =>
        double.IsFinite(Of(run, Hierarchy + B)) ? [("A", ""), ("B", B)] : [("A", "")];

    /// <summary>A value of the best checkpoint, else of the final weights; NaN where there is none.</summary>
    public static double Of(ReportedRun run, string metric) =>
        run.Record.Best.TryGetValue(metric, out var best) ? best : run.Record.Metrics.GetValueOrDefault(metric, double.NaN);

    /// <summary>A hierarchy with as many digits as it takes to tell good ones apart.</summary>
    public static string Digits(double hierarchy) => double.IsFinite(hierarchy) ? hierarchy.ToString("F5", CultureInfo.InvariantCulture) : "–";

    /// <summary>A share in percent.</summary>
    public static string Percent(double share, string format = "0.##") => double.IsFinite(share) ? (100 * share).ToString(format, CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A number, or a dash where there is none.</summary>
    public static string Number(double value) => double.IsFinite(value) ? Numbers.Format(value) : "–";

    /// <summary>Says that the run has no such file, or what is wrong with it.</summary>
    public static void NoDetails(Document document, ReportedRun run, string what) => Missing.Write(document, run.EvaluationProblem is { } problem
        ? $"{what} cannot be shown: {problem}"
        : $"{what} cannot be shown: the run has no {Runs.RunFiles.Levels}.");
}
