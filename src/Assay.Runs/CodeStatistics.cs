namespace Assay.Runs;

/// <summary>Codes of held-out windows: how their variance spreads, what goes along with them, and pictures of them.</summary>
public sealed record CodeStatistics
{
    /// <summary>(components) share of the variance of each principal direction, descending.</summary>
    public required double[] Shares { get; init; }

    /// <summary>(components) standard deviation of each component of a code, before any batch norm.</summary>
    public required double[] Deviations { get; init; }

    /// <summary>(components) Spearman's correlation of each component with the window's tokens; NaN where there is none.</summary>
    public required double[] Lengths { get; init; }

    /// <summary>(components) Spearman's correlation of each component with the window's place in its text; NaN where there is none.</summary>
    public required double[] Places { get; init; }

    /// <summary>Perplexity of the t-SNE picture, or 0 if there is none.</summary>
    public double Perplexity { get; init; }

    /// <summary>Trustworthiness of the t-SNE picture, 0 to 1: how few of a point's neighbours there are none in truth; null where it was not measured.</summary>
    public double? Trustworthiness { get; init; }

    /// <summary>One for each window, or none if there were too few to draw.</summary>
    public required IReadOnlyList<CodePoint> Points { get; init; }

    internal string? Problem()
    {
        if (Deviations.Length != Lengths.Length || Deviations.Length != Places.Length)
            return $"codes have {Deviations.Length} deviations, {Lengths.Length} and {Places.Length} correlations; needed: as many of each";
        return Points.FirstOrDefault(point => point.Pca.Length != 2 || point.Tsne.Length is not (0 or 2)) is { } point
            ? $"the code of '{point.Item}' is drawn at {point.Pca.Length} and {point.Tsne.Length} coordinates; needed: 2 of each"
            : null;
    }
}
