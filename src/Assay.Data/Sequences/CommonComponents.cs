using System.Numerics.Tensors;
using Assay.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Data.Sequences;

/// <summary>
/// The directions that all vectors of passages share, which say more about the language than about a passage: the first right singular vectors of
/// training vectors, without centring (Arora, Liang and Ma, 2017).
/// </summary>
public sealed class CommonComponents
{
    const int RowsAtOnce = 4096;

    readonly float[] _directions;
    readonly int _width;

    CommonComponents(float[] directions, int width) => (_directions, _width) = (directions, width);

    /// <summary>The number of directions.</summary>
    public int Count => _directions.Length / _width;

    /// <summary>(directions, dimension) of length 1, the strongest first.</summary>
    public ReadOnlySpan<float> Directions => _directions;

    /// <summary>Finds the directions of some vectors of a corpus.</summary>
    /// <param name="corpus">Whose.</param>
    /// <param name="rows">Those trained on: a held-out vector must not shape what it is judged by.</param>
    /// <param name="components">How many; 0 removes nothing.</param>
    public static CommonComponents Fit(VectorCorpus corpus, ReadOnlySpan<int> rows, int components = 1)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var width = corpus.Dimension;
        if (components < 0 || components >= width || components > rows.Length)
            throw new ArgumentOutOfRangeException(nameof(components), components, $"{rows.Length} vectors of {width} have fewer common components; needed: 0 to {Math.Min(rows.Length, width - 1)}.");
        if (components == 0) return new CommonComponents([], width);
        var products = Matrix<double>.Build.Dense(width, width);
        using var arena = Arena.Enter();
        for (var start = 0; start < rows.Length; start += RowsAtOnce)
        {
            var part = corpus.Rows(rows.Slice(start, Math.Min(RowsAtOnce, rows.Length - start)));
            var product = part.MatMul(part, transposeA: true).Span;
            for (var i = 0; i < product.Length; i++) products[i / width, i % width] += product[i];
            arena.Rewind();
        }
        // Ascending order is what the decomposition promises for symmetric matrices.
        var vectors = products.Evd(Symmetricity.Symmetric).EigenVectors;
        var directions = new float[components * width];
        for (var component = 0; component < components; component++)
            for (var i = 0; i < width; i++) directions[component * width + i] = (float)vectors[i, width - 1 - component];
        return new CommonComponents(directions, width);
    }

    /// <summary>All vectors of a corpus without their part along the directions, then brought to length 1.</summary>
    public VectorCorpus Remove(VectorCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        if (corpus.Dimension != _width) throw new ArgumentException($"These are directions of {_width} numbers; given vectors of {corpus.Dimension}.", nameof(corpus));
        var values = corpus.Values.ToArray();
        for (var row = 0; row < corpus.Count; row++)
        {
            var vector = values.AsSpan(row * _width, _width);
            for (var component = 0; component < Count; component++)
            {
                var direction = _directions.AsSpan(component * _width, _width);
                TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<float>(direction, vector), vector, vector);
            }
            var length = TensorPrimitives.Norm<float>(vector);
            // A vector along the common direction alone would leave nothing to predict: it stays as it was.
            if (length <= 1e-6f * TensorPrimitives.Norm(corpus[row])) corpus[row].CopyTo(vector);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }
        return new VectorCorpus(values, _width, corpus.Documents, corpus.Segments) { Texts = corpus.Texts };
    }
}
