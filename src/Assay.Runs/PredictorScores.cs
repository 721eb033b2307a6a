namespace Assay.Runs;

/// <summary>How a predictor's token cosines are spread.</summary>
public sealed record PredictorScores
{
    /// <summary>"model", or a baseline's name.</summary>
    public required string Name { get; init; }

    /// <summary>(window) mean cosine at each place of a window; NaN where no token was scored.</summary>
    public required double[] Positions { get; init; }

    /// <summary>Scored tokens in bins of equal width from -1 to 1 by their cosine.</summary>
    public required int[] Distribution { get; init; }
}
