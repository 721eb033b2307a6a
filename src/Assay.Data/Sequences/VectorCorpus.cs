using Assay.Tensors;

namespace Assay.Data.Sequences;

/// <summary>
/// Documents as sequences of vectors: one row for each sentence, chunk or time step, in reading order. A document is one segment of rows, or
/// several where parts of it are missing.
/// </summary>
public sealed class VectorCorpus
{
    readonly float[] _values;

    /// <param name="values">(rows, dimension) one row after the other; kept, not copied.</param>
    /// <param name="dimension">Width of a vector.</param>
    /// <param name="documents">The documents' names.</param>
    /// <param name="segments">Which rows are whose, in the order of the rows; each row at most once.</param>
    /// <exception cref="ArgumentException">Rows, documents and segments do not fit together.</exception>
    public VectorCorpus(float[] values, int dimension, IReadOnlyList<string> documents, IReadOnlyList<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (values.Length % dimension != 0)
            throw new ArgumentException($"{values.Length} numbers are no rows of {dimension}.", nameof(values));
        var next = 0;
        foreach (var segment in segments)
        {
            if (segment.First < next || segment.Count < 1 || segment.First + (long)segment.Count > values.Length / dimension || (uint)segment.Document >= (uint)documents.Count)
                throw new ArgumentException($"{segment} does not fit {values.Length / dimension} rows of {documents.Count} documents, or overlaps the one before it.", nameof(segments));
            next = segment.First + segment.Count;
        }
        (_values, Dimension, Documents, Segments) = (values, dimension, documents, segments);
    }

    /// <summary>Width of a vector.</summary>
    public int Dimension { get; }

    /// <summary>The documents' names.</summary>
    public IReadOnlyList<string> Documents { get; }

    /// <summary>Which rows are whose.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>The number of vectors.</summary>
    public int Count => _values.Length / Dimension;

    /// <summary>All rows, one after the other.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>A vector.</summary>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Dimension, Dimension);

    /// <summary>What stands for each vector in reports, such as its sentence; null where nothing is known.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>The same vectors divided into documents in another way.</summary>
    /// <inheritdoc cref="VectorCorpus(float[], int, IReadOnlyList{string}, IReadOnlyList{Segment})" path="/param"/>
    public VectorCorpus Divided(IReadOnlyList<string> documents, IReadOnlyList<Segment> segments) => new(_values, Dimension, documents, segments) { Texts = Texts };

    /// <summary>(dimension) the mean of some vectors; zeros of none.</summary>
    public float[] Mean(ReadOnlySpan<int> rows)
    {
        var sum = new double[Dimension];
        foreach (var row in rows)
        {
            var vector = this[row];
            for (var i = 0; i < sum.Length; i++) sum[i] += vector[i];
        }
        var count = Math.Max(1, rows.Length);
        return [.. sum.Select(value => (float)(value / count))];
    }

    /// <summary>Rows by their numbers, (rows, dimension), in the current arena if there is one.</summary>
    public Tensor Rows(ReadOnlySpan<int> rows)
    {
        var result = Tensor.Zeros(rows.Length, Dimension);
        for (var i = 0; i < rows.Length; i++) this[rows[i]].CopyTo(result.Span[(i * Dimension)..]);
        return result;
    }
}
