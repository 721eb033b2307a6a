using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>What a rule measured in a trace.</summary>
/// <param name="Strength">
/// How far the measurement lies beyond the rule's threshold, free of the loss's scale: a log10 ratio, or a difference in standard
/// errors; positive means that the rule fires. It is a measurement, also where it is negative: the confidence of a finding is
/// calibrated on it.
/// </param>
/// <param name="Evidence">The numbers, in a sentence or two; may be empty where the rule does not fire.</param>
public sealed record Symptom(double Strength, string Evidence = "")
{
    /// <summary>Tensor, step or epoch, in words; null for the whole run.</summary>
    public string? Where { get; init; }

    /// <summary>The picture; null for none or where the rule does not fire.</summary>
    public EvidencePlot? Plot { get; init; }

    /// <summary>Other explanations and what this run's numbers say against them.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <summary>Whether the rule fires.</summary>
    public bool Fires => Strength > 0;
}
