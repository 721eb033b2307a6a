namespace Assay.Data.Text;

/// <summary>A window of one poem, in tokens.</summary>
/// <param name="Poem">The poem's 0-based place in its corpus.</param>
/// <param name="Index">The window's 0-based place in its poem.</param>
/// <param name="Count">Windows of the poem.</param>
/// <param name="Start">Its first token, counted from the poem's <see cref="Marker.Start"/>, which is token 0.</param>
/// <param name="End">One past its last token.</param>
/// <param name="Total">Tokens of the poem, both end markers included.</param>
/// <param name="OverlapBefore">Tokens that it shares with the window before.</param>
/// <param name="OverlapAfter">Tokens that it shares with the window after.</param>
public sealed record Chunk(int Poem, int Index, int Count, int Start, int End, int Total, int OverlapBefore, int OverlapAfter)
{
    /// <summary>Tokens of the window.</summary>
    public int Length => End - Start;
}
