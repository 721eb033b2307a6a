namespace Assay.Sweeps;

/// <summary>
/// A sweep as it is written down, by a file, by flags or in code: what is varied, how often each configuration is repeated and what is best.
/// Seeds are replicates and no parameter: results are grouped by everything but the seed.
/// </summary>
public sealed record SweepPlan
{
    /// <summary>What is trained.</summary>
    public required string Study { get; init; }

    /// <summary>The preset that all settings start from, or null.</summary>
    public string? Preset { get; init; }

    /// <summary>The study's named sweep that this one is, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The metric of a finished run that judges it; read from its best checkpoint's values, else from its final ones.</summary>
    public required string Metric { get; init; }

    /// <summary>Which of its values are good.</summary>
    public Goal Goal { get; init; }

    /// <summary>A metric logged during training, at each epoch, by which pruners decide; null for <see cref="Metric"/>.</summary>
    public string? Watch { get; init; }

    /// <summary>A metric of the model before training, for its correlation with the result; null for none.</summary>
    public string? Start { get; init; }

    /// <summary>A second metric that results are held against, or null.</summary>
    public TradeOff? Against { get; init; }

    /// <summary>Seed of the proposals.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>At least one, in their order.</summary>
    public required IReadOnlyList<SweepPhase> Phases { get; init; }

    /// <summary>A metric's value as a loss, of which less is better.</summary>
    public double Loss(double value) => Goal == Goal.Minimize ? value : -value;
}
