namespace Assay.Cli;

/// <summary>A training of a historical case.</summary>
/// <param name="Label">What the case calls it; settings of later trainings may name it as {LABEL}.</param>
/// <param name="Study">Of which study.</param>
/// <param name="Preset">From which preset; null for none.</param>
/// <param name="Assignments">As after --set.</param>
sealed record CaseRun(string Label, string Study, string? Preset, params IReadOnlyList<string> Assignments)
{
    /// <summary>Whether it is diagnosed, or only prepares others.</summary>
    public bool Diagnosed { get; init; } = true;
}
