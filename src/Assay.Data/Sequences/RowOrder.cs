using Assay.Data.Numpy;

namespace Assay.Data.Sequences;

/// <summary>The reading order of rows, and where it has gaps.</summary>
sealed class RowOrder
{
    const string Places = "chunk_indices";

    // Row of the file at each place of the order; null where that is the file's own.
    readonly int[]? _order;

    RowOrder(int[]? order, List<Segment> segments) => (_order, Segments) = (order, segments);

    /// <summary>Rows in a row, in their order.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Rows by document in the order in which documents first come, and in each by place, if the file tells places and no two are equal.</summary>
    public static RowOrder Read(NumpyFile file, int count, DocumentLabels? labels, List<string> notes)
    {
        var documents = labels?.Of ?? new int[count];
        var places = file.Names.Contains(Places) ? file.Integers(Places, count) : null;
        var order = Enumerable.Range(0, count).ToArray();
        if (places is not null)
        {
            var sorted = order.OrderBy(row => documents[row]).ThenBy(row => places[row]).ToArray();
            var repeats = sorted.Zip(sorted.Skip(1)).Any(pair => documents[pair.First] == documents[pair.Second] && places[pair.First] == places[pair.Second]);
            if (repeats) notes.Add($"{Places} repeat within a document and cannot be its order: the rows are taken in the order of the file.");
            (places, order) = repeats ? (null, order) : (places, sorted);
        }
        var segments = new List<Segment>();
        var start = 0;
        for (var i = 1; i <= count; i++)
        {
            if (i < count && documents[order[i]] == documents[order[i - 1]] && (places is null || places[order[i]] == places[order[i - 1]] + 1)) continue;
            segments.Add(new Segment(documents[order[start]], start, i - start));
            start = i;
        }
        var inPlace = order.Select((row, place) => row == place).All(same => same);
        return new RowOrder(inPlace ? null : order, segments);
    }

    /// <summary>Brings vectors into the order, in place.</summary>
    public void Sort(float[] values, int width)
    {
        if (_order is null) return;
        var row = new float[width];
        var done = new bool[_order.Length];
        for (var first = 0; first < _order.Length; first++)
        {
            if (done[first] || _order[first] == first) continue;
            // Around one cycle of the permutation: each place takes the row that belongs there.
            Row(first).CopyTo(row);
            for (var at = first; ; at = _order[at])
            {
                done[at] = true;
                if (_order[at] == first)
                {
                    row.CopyTo(Row(at));
                    break;
                }
                Row(_order[at]).CopyTo(Row(at));
            }
        }

        Span<float> Row(int place) => values.AsSpan(place * width, width);
    }

    /// <summary>The texts in the order.</summary>
    public string[]? Sort(string[]? texts) => texts is null || _order is null ? texts : [.. _order.Select(row => texts[row])];
}
