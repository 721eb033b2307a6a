using Assay.Tensors;

namespace Assay.Data.Sequences;

/// <summary>
/// Every place of some documents where a context of vectors is followed by another one, which is the target. Windows lie within one segment,
/// so none crosses from one document into the next.
/// </summary>
public sealed class VectorWindows
{
    readonly int[] _first, _document, _remaining;

    /// <param name="corpus">Whose windows.</param>
    /// <param name="context">Vectors before the target; at least 1.</param>
    /// <param name="documents">Places of the documents that count.</param>
    /// <param name="most">Windows at most: the first ones.</param>
    /// <param name="which">Whether a window counts that begins at this row; null for all.</param>
    public VectorWindows(VectorCorpus corpus, int context, IEnumerable<int> documents, int most = int.MaxValue, Func<int, bool>? which = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        (Corpus, Context) = (corpus, context);
        var chosen = documents.ToHashSet();
        List<int> first = [], document = [], remaining = [];
        foreach (var segment in corpus.Segments)
        {
            if (!chosen.Contains(segment.Document)) continue;
            for (var place = 0; place + context < segment.Count && first.Count < most; place++)
            {
                if (which?.Invoke(segment.First + place) == false) continue;
                first.Add(segment.First + place);
                document.Add(segment.Document);
                remaining.Add(segment.Count - place - context - 1);
            }
        }
        (_first, _document, _remaining) = ([.. first], [.. document], [.. remaining]);
    }

    /// <summary>Whose windows they are.</summary>
    public VectorCorpus Corpus { get; }

    /// <summary>Vectors before the target.</summary>
    public int Context { get; }

    /// <summary>The number of windows.</summary>
    public int Count => _first.Length;

    /// <summary>Row of the first vector of a window; the context's rows follow one another.</summary>
    public int First(int window) => _first[window];

    /// <summary>Row of a window's target.</summary>
    public int Target(int window) => _first[window] + Context;

    /// <summary>The document of a window.</summary>
    public int Document(int window) => _document[window];

    /// <summary>Vectors that follow the target without a gap.</summary>
    public int Remaining(int window) => _remaining[window];

    /// <summary>Contexts of some windows, (windows, context, dimension), in the current arena if there is one.</summary>
    public Tensor Contexts(ReadOnlySpan<int> windows)
    {
        var (width, length) = (Corpus.Dimension, Context * Corpus.Dimension);
        var result = Tensor.Zeros(windows.Length, Context, width);
        for (var i = 0; i < windows.Length; i++) Corpus.Values.Slice(_first[windows[i]] * width, length).CopyTo(result.Span[(i * length)..]);
        return result;
    }

    /// <summary>Vectors that stand a number of places after a context, (windows, dimension); 1 is the target.</summary>
    public Tensor Targets(ReadOnlySpan<int> windows, int ahead = 1)
    {
        var rows = new int[windows.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = Target(windows[i]) + ahead - 1;
        return Corpus.Rows(rows);
    }

    /// <summary>The windows in their order, so many at a time.</summary>
    public IEnumerable<int[]> Batches(int size = 256)
    {
        for (var start = 0; start < Count; start += size) yield return [.. Enumerable.Range(start, Math.Min(size, Count - start))];
    }
}
