using System.Text.Json;

namespace Assay.Studies;

/// <summary>A stored checkpoint scored again.</summary>
/// <param name="Checkpoint">Which one: "best" or "last".</param>
/// <param name="Step">The step it was written at.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Metrics">Values by metric name.</param>
/// <param name="Baselines">For each baseline, its values by the same names.</param>
/// <param name="Ablations">For each ablation, its values by the same names.</param>
public sealed record Evaluation(
    string Checkpoint,
    long Step,
    long Parameters,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, Dictionary<string, double>> Baselines,
    IReadOnlyDictionary<string, Dictionary<string, double>> Ablations)
{
    /// <summary>What they say, in words, or null if the study says nothing.</summary>
    public string? Verdict { get; init; }

    /// <summary>Writes what is no single number as a JSON value; null if there is nothing else.</summary>
    public Action<Utf8JsonWriter>? Details { get; init; }
}
