using Assay.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Studies.Poetry;

/// <summary>What needs no network: the mean vector everywhere, and principal components of whole windows with as many floats as a code has.</summary>
sealed class PoetryBaselines
{
    readonly PoetryScores _scores;
    readonly Tensor _center, _components;
    readonly int _floats;

    /// <summary>Fits both on the training windows.</summary>
    /// <param name="train">The training windows.</param>
    /// <param name="scores">Knows the mean vector; padding counts as it, so that short windows are no outliers.</param>
    /// <param name="floats">Floats of a code; components are at most as many as there are training windows, less one.</param>
    public PoetryBaselines(PoetryWindows train, PoetryScores scores, int floats)
    {
        (_scores, _floats) = (scores, Math.Min(floats, train.Count - 1));
        var rows = Flat(train);
        _center = rows.Mean(0);
        rows -= _center;
        // Of the few windows' products instead of the many components': X X' = U S U', components X' U / sqrt(S).
        var products = rows.MatMul(rows, transposeB: true);
        var gram = Matrix<double>.Build.Dense(train.Count, train.Count, (i, j) => products.Span[(i * train.Count) + j]);
        var found = gram.Evd(Symmetricity.Symmetric);
        var weights = Tensor.Zeros(train.Count, _floats);
        for (var k = 0; k < _floats; k++)
        {
            var column = train.Count - 1 - k;
            var scale = Math.Sqrt(Math.Max(found.EigenValues[column].Real, 1e-12));
            for (var i = 0; i < train.Count; i++) weights.Span[(i * _floats) + k] = (float)(found.EigenVectors[i, column] / scale);
        }
        _components = weights.MatMul(rows, transposeA: true);
    }

    /// <summary>Scores of both by name.</summary>
    public Dictionary<string, Dictionary<string, double>> Of(PoetryWindows windows, string split)
    {
        var means = new float[windows.Window * windows.Table.Dimension];
        for (var t = 0; t < windows.Window; t++) _scores.Mean.CopyTo(means.AsSpan(t * windows.Table.Dimension));
        var rows = Flat(windows) - _center;
        var written = (rows.MatMul(_components, transposeB: true).MatMul(_components) + _center).ToArray();
        return new Dictionary<string, Dictionary<string, double>>
        {
            ["mean vector"] = Named(_scores.Of(windows, [.. Enumerable.Repeat(means, windows.Count)], nearest: true)),
            [$"PCA, {_floats} floats"] = Named(_scores.Of(windows, [.. written.Chunk(means.Length)], nearest: true)),
        };

        Dictionary<string, double> Named(Dictionary<string, double> scores) => scores.ToDictionary(score => $"{split}/{score.Key}", score => score.Value);
    }

    // (windows, window * width)
    Tensor Flat(PoetryWindows windows)
    {
        int width = windows.Table.Dimension, row = windows.Window * width;
        var flat = Tensor.Zeros(windows.Count, row);
        for (var i = 0; i < windows.Count; i++)
            for (var t = 0; t < windows.Window; t++)
                (t < windows.Ids[i].Length ? windows.Table[windows.Ids[i][t]] : _scores.Mean).CopyTo(flat.Span[((i * row) + (t * width))..]);
        return flat;
    }
}
