namespace Assay.Runs;

/// <summary>What a decoder attended to while it wrote one window.</summary>
public sealed record AttentionExample
{
    /// <summary>The text that the window is of, such as "17 The Ferry".</summary>
    public required string Item { get; init; }

    /// <summary>(steps) the tokens that were read.</summary>
    public required string[] Read { get; init; }

    /// <summary>(steps) the nearest words of what was written.</summary>
    public required string[] Written { get; init; }

    /// <summary>(steps, keys) weights, mean over the heads.</summary>
    public required double[][] Weights { get; init; }
}
