namespace Assay.Runs;

/// <summary>What a decoder attended to, over every decode step of the held-out windows.</summary>
public sealed record AttentionStatistics
{
    /// <summary>What a key is, in the singular: "slot" or "encoder state".</summary>
    public required string Key { get; init; }

    /// <summary>(heads) mean entropy of the weights in nats.</summary>
    public required double[] Entropy { get; init; }

    /// <summary>(heads) mean of entropy over that of equal weights, 0 to 1.</summary>
    public required double[] EntropyShare { get; init; }

    /// <summary>(heads) mean of the largest weight.</summary>
    public required double[] Sharpness { get; init; }

    /// <summary>(heads) mean of 1 less the cosine with another head's weights at the same step; 0 if there is one head.</summary>
    public required double[] Diversity { get; init; }

    /// <summary>(heads, steps, keys) weights, mean over the windows that have the step.</summary>
    public required double[][][] Weights { get; init; }

    /// <summary>The weights of one window.</summary>
    public required AttentionExample Example { get; init; }

    internal string? Problem()
    {
        var heads = Entropy.Length;
        if (EntropyShare.Length != heads || Sharpness.Length != heads || Diversity.Length != heads || Weights.Length != heads)
            return $"attention of {heads} heads has {EntropyShare.Length}, {Sharpness.Length}, {Diversity.Length} and {Weights.Length} statistics; needed: one a head";
        return Example.Weights.Length == Example.Read.Length && Example.Written.Length == Example.Read.Length
            ? null
            : $"the attention of '{Example.Item}' has {Example.Weights.Length} steps, {Example.Read.Length} words read and {Example.Written.Length} written; needed: as many of each";
    }
}
