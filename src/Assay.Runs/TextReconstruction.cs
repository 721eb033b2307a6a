namespace Assay.Runs;

/// <summary>
/// A text beside what was written for it, put together from its windows. Tokens carry the white space before them, so that a list of them joined
/// is the text; ends of lines and stanzas are tokens of one and two line feeds.
/// </summary>
public sealed record TextReconstruction
{
    /// <summary>The text, such as "17 The Ferry".</summary>
    public required string Item { get; init; }

    /// <summary>The kind of text, or null if that is not known.</summary>
    public string? Form { get; init; }

    /// <summary>Mean cosine of its tokens, those that windows share counted once.</summary>
    public required double Cosine { get; init; }

    /// <summary>Share of its tokens whose nearest word is the right one, 0 to 1.</summary>
    public required double Top1 { get; init; }

    /// <summary>(tokens) what was read.</summary>
    public required string[] Read { get; init; }

    /// <summary>(tokens) the nearest words of what was written.</summary>
    public required string[] Written { get; init; }

    /// <summary>(tokens) whether the nearest word is the right one.</summary>
    public required bool[] Right { get; init; }
}
