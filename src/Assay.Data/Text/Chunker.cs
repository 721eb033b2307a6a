namespace Assay.Data.Text;

/// <summary>
/// Cuts poems into windows of a few dozen tokens that overlap. A poem is framed by <see cref="Marker.Start"/> and
/// <see cref="Marker.End"/> once; each window begins where the one before ended, less the overlap, so no token is lost.
/// </summary>
public sealed class Chunker
{
    static readonly HashSet<string> Boundaries = [Marker.LineBreak, Marker.StanzaBreak, ".", "!", "?", ";", "..."];

    /// <param name="window">Tokens of a window at most, end markers included.</param>
    /// <param name="overlap">Tokens that neighbours share; 0 for none.</param>
    /// <param name="minimum">Poems of fewer tokens, end markers not counted, have no windows.</param>
    /// <param name="align">Whether a window prefers to end after a line or a sentence, if that is in its second half.</param>
    public Chunker(int window = 50, int overlap = 10, int minimum = 5, bool align = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        if (window < 2 || overlap > window / 2)
            throw new ArgumentException($"Windows need at least 2 tokens and an overlap of at most half of them; given a window of {window} and an overlap of {overlap}.");
        (Window, Overlap, Minimum, Align) = (window, overlap, minimum, align);
    }

    /// <summary>Tokens of a window at most.</summary>
    public int Window { get; }

    /// <summary>Tokens that neighbours share.</summary>
    public int Overlap { get; }

    /// <summary>Tokens that a poem needs.</summary>
    public int Minimum { get; }

    /// <summary>Whether windows prefer to end where lines or sentences do.</summary>
    public bool Align { get; }

    /// <summary>A poem's tokens between its end markers: what windows count in.</summary>
    public static string[] Frame(IReadOnlyList<string> tokens) => [Marker.Start, .. tokens, Marker.End];

    /// <summary>The windows of one poem; none if it has fewer than <see cref="Minimum"/> tokens.</summary>
    /// <param name="tokens">Its tokens, not framed.</param>
    /// <param name="poem">Its place in the corpus.</param>
    public List<Chunk> Cut(IReadOnlyList<string> tokens, int poem)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count < Minimum) return [];
        var framed = Frame(tokens);
        var ends = new List<(int Start, int End)>();
        for (int start = 0, end; ; start = end - Overlap)
        {
            end = EndOf(framed, start);
            ends.Add((start, end));
            if (end == framed.Length) break;
        }
        return [.. ends.Select((range, i) => new Chunk(poem, i, ends.Count, range.Start, range.End, framed.Length,
            i == 0 ? 0 : ends[i - 1].End - range.Start, i == ends.Count - 1 ? 0 : range.End - ends[i + 1].Start))];
    }

    // After the last boundary in the second half of the window, beyond what the next window shares.
    int EndOf(string[] framed, int start)
    {
        var most = Math.Min(start + Window, framed.Length);
        if (most == framed.Length || !Align) return most;
        for (var end = most; end > start + Math.Max(Window / 2, Overlap); end--)
            if (Boundaries.Contains(framed[end - 1])) return end;
        return most;
    }

    /// <summary>The part of a poem's tokens, end markers included, that is in at least one window: 1 if nothing is lost.</summary>
    public static double Coverage(IReadOnlyCollection<Chunk> chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        if (chunks.Count == 0) return 0;
        var seen = new bool[chunks.First().Total];
        foreach (var chunk in chunks) seen.AsSpan(chunk.Start, chunk.Length).Fill(true);
        return seen.Count(token => token) / (double)seen.Length;
    }

    /// <summary>
    /// A poem put together from its windows: of what two windows share, the first half is taken from the earlier and the second from the later.
    /// </summary>
    /// <param name="chunks">All windows of one poem.</param>
    /// <param name="read">What a window holds, one item for each of its tokens.</param>
    /// <returns>One item for each token of the poem, end markers included.</returns>
    public static T[] Assemble<T>(IReadOnlyList<Chunk> chunks, Func<Chunk, IReadOnlyList<T>> read)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(read);
        if (chunks.Count == 0) return [];
        var whole = new T[chunks[0].Total];
        foreach (var chunk in chunks)
        {
            var items = read(chunk);
            if (items.Count != chunk.Length)
                throw new ArgumentException($"Window {chunk.Index} of poem {chunk.Poem} has {chunk.Length} tokens; given {items.Count} items.");
            int from = (chunk.OverlapBefore + 1) / 2, to = chunk.Length - (chunk.OverlapAfter / 2);
            for (var i = from; i < to; i++) whole[chunk.Start + i] = items[i];
        }
        return whole;
    }
}
