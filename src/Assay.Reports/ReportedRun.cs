using Assay.Runs;

namespace Assay.Reports;

/// <summary>A run as a report reads it: its record, where it stands, what it logged and the waveforms of its plots.</summary>
/// <param name="Record">What run.json holds.</param>
/// <param name="Status">Where the run stands, as a reader derives it: a run whose process is gone is interrupted.</param>
/// <param name="Events">The lines of events.jsonl in order.</param>
/// <param name="Waveforms">The stored waveforms, or null where the run has none.</param>
/// <param name="Items">The scores of each held-out item, or null where the run has none.</param>
/// <param name="Gradients">The stored curves of the gradient through time, or null where the run has none.</param>
public sealed record ReportedRun(
    RunRecord Record, RunStatus Status, IReadOnlyList<RunEvent> Events, SeriesSet? Waveforms = null, ItemScores? Items = null, GradientHistory? Gradients = null)
{
    /// <summary>What was measured of an autoencoder beyond single numbers, or null where the run has none or it cannot be read.</summary>
    public AutoencoderEvaluation? Evaluation { get; init; }

    /// <summary>What was measured of a predictor of the next vector beyond single numbers, or null where the run has none or it cannot be read.</summary>
    public PredictionEvaluation? Prediction { get; init; }

    /// <summary>Where a model of the study ternary puts the operations of each level, or null where the run has none or it cannot be read.</summary>
    public LevelEvaluation? Levels { get; init; }

    /// <summary>Why what was measured beyond single numbers cannot be read, or null if nothing is wrong with it.</summary>
    public string? EvaluationProblem { get; init; }

    /// <summary>The metric by which runs are judged: the error of frozen weights on the test set.</summary>
    internal const string Judged = "test/mse";

    /// <summary>The name of the baseline that gives errors their scale: predicting zero.</summary>
    internal const string ZeroBaseline = "zero";

    /// <summary>From this share of the zero predictor's error on, a model counts as having learned nothing.</summary>
    internal const double NothingLearned = 0.95;

    /// <summary>The zero predictor's value of a metric; NaN where it was not measured.</summary>
    internal double Zero(string metric) =>
        Record.Baselines.TryGetValue(ZeroBaseline, out var zero) ? zero.GetValueOrDefault(metric, double.NaN) : double.NaN;

    /// <summary>The metric that judges this run, as its record says or as it was before records said so.</summary>
    internal JudgedMetric JudgedBy => Record.Judged ?? new JudgedMetric(Judged, 0);

    /// <summary>The best value of the judged metric where there is one, else the final value, else NaN.</summary>
    internal double BestJudged => Record.Best.TryGetValue(JudgedBy.Name, out var best)
        ? best : Record.Metrics.GetValueOrDefault(JudgedBy.Name, double.NaN);

    /// <summary>The baseline that is farthest from perfect by the judged metric, which gives values their scale; null where none has it.</summary>
    internal (string Name, double Value)? WeakestBaseline => Record.Baselines
        .Where(baseline => double.IsFinite(baseline.Value.GetValueOrDefault(JudgedBy.Name, double.NaN)))
        .Select(baseline => ((string, double)?)(baseline.Key, baseline.Value[JudgedBy.Name]))
        .MaxBy(baseline => JudgedBy.Distance(baseline!.Value.Item2));

    /// <summary>The logged values of a metric against epochs; several in one epoch are spread over it by their steps.</summary>
    internal ChartSeries? Curve(string metric, string name)
    {
        var points = Events.Where(e => e[metric] is not null).ToList();
        if (points.Count == 0) return null;
        var many = points.Select(e => e.Epoch).Distinct().Count() < points.Count;
        var last = Events[^1];
        var stepsPerEpoch = many && last.Epoch > 0 && last.Step > 0 ? (double)last.Step / last.Epoch : double.NaN;
        var x = points.ConvertAll(e => double.IsNaN(stepsPerEpoch) ? e.Epoch : e.Step / stepsPerEpoch);
        return new ChartSeries(name, x, points.ConvertAll(e => e[metric]!.Value));
    }

    /// <summary>The names of all logged metrics, in the order of their first appearance.</summary>
    internal IReadOnlyList<string> LoggedMetrics() => [.. Events.SelectMany(e => e.Metrics).Select(m => m.Name).Distinct()];
}
