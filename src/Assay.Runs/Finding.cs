namespace Assay.Runs;

/// <summary>Something noticed about a run, with the numbers that show it.</summary>
/// <param name="Id">Stable name, such as <c>frequency/nothing-learned</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Evidence">The measured numbers behind the title.</param>
/// <param name="Advice">What to try, or null.</param>
public sealed record Finding(string Id, Severity Severity, string Title, string Evidence, string? Advice = null)
{
    /// <summary>Tensor, step or epoch that it is about, in words; null where it is about the whole run.</summary>
    public string? Where { get; init; }

    /// <summary>
    /// Probability, from 0 to 1, that the problem is really there, as the benchmark of diagnosis found it for evidence of this
    /// strength; null where nobody has measured it.
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>What else could explain the evidence, and what speaks against it; null for none.</summary>
    public IReadOnlyList<Alternative>? Alternatives { get; init; }

    /// <summary>What to try, the best expected gain for its cost first; null for none.</summary>
    public IReadOnlyList<Remedy>? Remedies { get; init; }

    /// <summary>The evidence as a picture; null for none.</summary>
    public EvidencePlot? Plot { get; init; }
}
