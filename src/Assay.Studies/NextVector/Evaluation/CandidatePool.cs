using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>Vectors among which a prediction should find its target: the nearer by cosine, the better its rank.</summary>
sealed class CandidatePool
{
    readonly VectorCorpus _corpus;
    readonly int[] _rows;
    readonly HashSet<int> _members;
    readonly float[] _directions;

    /// <param name="corpus">Whose vectors.</param>
    /// <param name="rows">Which of them, each once.</param>
    public CandidatePool(VectorCorpus corpus, int[] rows)
    {
        (_corpus, _rows, _members) = (corpus, rows, [.. rows]);
        _directions = new float[rows.Length * corpus.Dimension];
        CopyDirections(rows, _directions);
    }

    /// <summary>The number of vectors.</summary>
    public int Count => _rows.Length;

    /// <summary>Candidates of a window: the pool without the window's context, and its target if that is not in the pool.</summary>
    public int Candidates(VectorWindows windows, int window)
    {
        var count = _rows.Length + (_members.Contains(windows.Target(window)) ? 0 : 1);
        for (var row = windows.First(window); row < windows.Target(window); row++)
            if (_members.Contains(row)) count--;
        return count;
    }

    /// <summary>The rank of each window's target among its candidates, from 1; what is as near as the target counts as nearer.</summary>
    /// <param name="windows">Where the windows are from.</param>
    /// <param name="chosen">Which of them; at most a few hundred.</param>
    /// <param name="predictions">(chosen, dimension).</param>
    public int[] Ranks(VectorWindows windows, int[] chosen, Tensor predictions)
    {
        var (width, columns) = (_corpus.Dimension, _rows.Length + chosen.Length);
        // Targets stand beside the pool in one product, so that equal vectors get equal bits and a tie is one.
        var candidates = Tensor.Zeros(columns, width);
        _directions.CopyTo(candidates.Span);
        CopyDirections([.. chosen.Select(windows.Target)], candidates.Span[_directions.Length..]);
        var products = predictions.MatMul(candidates, transposeB: true);
        var ranks = new int[chosen.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            var row = products.Span.Slice(i * columns, columns);
            var (own, rank) = (row[_rows.Length + i], 1);
            int first = windows.First(chosen[i]), target = windows.Target(chosen[i]);
            for (var candidate = 0; candidate < _rows.Length; candidate++)
                // A prediction that is not a number finds nothing: it is nowhere smaller.
                if (!(row[candidate] < own) && (_rows[candidate] < first || _rows[candidate] > target)) rank++;
            ranks[i] = rank;
        }
        return ranks;
    }

    void CopyDirections(int[] rows, Span<float> directions)
    {
        for (var i = 0; i < rows.Length; i++) Directions.Scale(_corpus[rows[i]], 1, directions.Slice(i * _corpus.Dimension, _corpus.Dimension));
    }
}
