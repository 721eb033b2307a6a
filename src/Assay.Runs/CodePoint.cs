namespace Assay.Runs;

/// <summary>One window's code in the pictures of all codes.</summary>
public sealed record CodePoint
{
    /// <summary>The text that the window is of, such as "17 The Ferry".</summary>
    public required string Item { get; init; }

    /// <summary>The kind of text, or null if that is not known.</summary>
    public string? Form { get; init; }

    /// <summary>Tokens of the window.</summary>
    public required int Length { get; init; }

    /// <summary>Where the window begins in its text: 0 at the beginning, below 1.</summary>
    public required double Place { get; init; }

    /// <summary>Coordinates along the first two principal directions.</summary>
    public required double[] Pca { get; init; }

    /// <summary>Coordinates of the t-SNE picture, or none.</summary>
    public required double[] Tsne { get; init; }
}
