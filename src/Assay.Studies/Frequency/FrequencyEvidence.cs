using Assay.Runs;

namespace Assay.Studies.Frequency;

/// <summary>What a verdict is computed from.</summary>
/// <param name="Record">The run, with metrics, baselines and ablations filled in.</param>
/// <param name="Scored">Frozen errors of the judged weights (the best checkpoint's), by metric name.</param>
/// <param name="Gate">What the test signal tells about its targets.</param>
sealed record FrequencyEvidence(RunRecord Record, IReadOnlyDictionary<string, double> Scored, SignalGate Gate);
