using System.Numerics.Tensors;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Data.Sequences;

/// <summary>Held-out vectors that have a copy, or almost one, among vectors trained on: what a model gets right there it may know by heart.</summary>
public sealed class NearDuplicates
{
    /// <summary>The centred cosine from which on a vector counts as almost another.</summary>
    public const double UsualThreshold = 0.99;

    const int HeldOutAtOnce = 512;
    const int TrainedAtOnce = 8192;

    NearDuplicates(int compared, IReadOnlyList<NearDuplicate> found) => (Compared, Found) = (compared, found);

    /// <summary>Held-out vectors looked at.</summary>
    public int Compared { get; }

    /// <summary>Those that have a copy, in the order given.</summary>
    public IReadOnlyList<NearDuplicate> Found { get; }

    /// <summary>How many of them are equal bit for bit.</summary>
    public int Exact => Found.Count(pair => pair.Exact);

    /// <summary>Compares each held-out vector with all others given. A vector is no copy of itself.</summary>
    /// <param name="corpus">Whose vectors.</param>
    /// <param name="heldOut">Rows that may be copies.</param>
    /// <param name="trained">Rows of which they may be copies; their mean is what cosines are taken around.</param>
    /// <param name="threshold">From which cosine on a vector counts.</param>
    public static NearDuplicates Find(VectorCorpus corpus, ReadOnlySpan<int> heldOut, ReadOnlySpan<int> trained, double threshold = UsualThreshold)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var best = new (float Cosine, int Row)[heldOut.Length];
        Array.Fill(best, (float.NegativeInfinity, -1));
        if (trained.Length > 0) Search(corpus, heldOut, trained, best);
        var (hashes, same) = (new Dictionary<UInt128, int>(), new List<NearDuplicate>());
        // The first two holders of the same bits: one of them is another row than the one looked for.
        var second = new Dictionary<UInt128, int>();
        foreach (var row in trained)
        {
            var hash = RowHash.Of(corpus[row]);
            if (!hashes.TryAdd(hash, row)) second.TryAdd(hash, row);
        }
        for (var i = 0; i < heldOut.Length; i++)
        {
            var hash = RowHash.Of(corpus[heldOut[i]]);
            if (hashes.TryGetValue(hash, out var twin) && (twin != heldOut[i] || second.TryGetValue(hash, out twin))) same.Add(new NearDuplicate(heldOut[i], twin, 1, true));
            else if (best[i].Cosine >= threshold) same.Add(new NearDuplicate(heldOut[i], best[i].Row, best[i].Cosine, false));
        }
        return new NearDuplicates(heldOut.Length, same);
    }

    /// <summary>The share of windows whose target has a copy; 0 without windows.</summary>
    public double Share(VectorWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var rows = Found.Select(pair => pair.Row).ToHashSet();
        return windows.Count == 0 ? 0 : (double)Enumerable.Range(0, windows.Count).Count(window => rows.Contains(windows.Target(window))) / windows.Count;
    }

    /// <summary>The rows of some documents, in their order.</summary>
    public static int[] RowsOf(VectorCorpus corpus, IEnumerable<int> documents)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var chosen = documents.ToHashSet();
        return [.. corpus.Segments.Where(segment => chosen.Contains(segment.Document)).SelectMany(segment => Enumerable.Range(segment.First, segment.Count))];
    }

    static void Search(VectorCorpus corpus, ReadOnlySpan<int> heldOut, ReadOnlySpan<int> trained, (float Cosine, int Row)[] best)
    {
        var mean = corpus.Mean(trained);
        var places = heldOut.ToArray().Index().ToLookup(pair => pair.Item, pair => pair.Index);
        using var arena = Arena.Enter();
        for (var start = 0; start < trained.Length; start += TrainedAtOnce)
        {
            var others = trained.Slice(start, Math.Min(TrainedAtOnce, trained.Length - start));
            // The held-out rows that stand among the others, and where: no row is compared with itself.
            var own = new Dictionary<int, int>();
            for (var j = 0; j < others.Length; j++)
                foreach (var place in places[others[j]]) own[place] = j;
            var columns = Unit(corpus, others, mean).Keep();
            for (var first = 0; first < heldOut.Length; first += HeldOutAtOnce)
            {
                arena.Rewind();
                var rows = heldOut.Slice(first, Math.Min(HeldOutAtOnce, heldOut.Length - first));
                var cosines = Unit(corpus, rows, mean).MatMul(columns, transposeB: true).Span;
                for (var i = 0; i < rows.Length; i++)
                {
                    var line = cosines.Slice(i * others.Length, others.Length);
                    if (own.TryGetValue(first + i, out var itself)) line[itself] = float.NegativeInfinity;
                    var nearest = TensorPrimitives.IndexOfMax<float>(line);
                    if (line[nearest] > best[first + i].Cosine) best[first + i] = (line[nearest], others[nearest]);
                }
            }
        }
    }

    static Tensor Unit(VectorCorpus corpus, ReadOnlySpan<int> rows, float[] mean)
    {
        var result = corpus.Rows(rows);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = result.Span.Slice(i * mean.Length, mean.Length);
            TensorPrimitives.Subtract(row, mean, row);
            var length = TensorPrimitives.Norm<float>(row);
            if (length > 0) TensorPrimitives.Divide(row, length, row);
        }
        return result;
    }
}
