namespace Assay.Diagnosis;

/// <summary>How much a watcher may cost and how long it waits before it calls a training lost.</summary>
public sealed record WatchLimits
{
    /// <summary>Largest share of the time since training began that looking may take.</summary>
    public double Share { get; init; } = 0.01;

    /// <summary>Seconds between two looks, at least.</summary>
    public double Interval { get; init; } = 1;

    /// <summary>Looks in a row that must find the same thing before it is said.</summary>
    public int Looks { get; init; } = 3;

    /// <summary>Share of the planned updates over which the doctor must stay alarmed before training is called lost.</summary>
    public double Span { get; init; } = 0.05;

    /// <summary>Share of the planned updates before which nothing counts: early training is rough.</summary>
    public double Patience { get; init; } = 0.1;
}
