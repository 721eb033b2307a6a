using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// Sums of squares and products of all lags (and of the query) with each other and with the target over the training windows, around the means. Blocks of
/// windows are multiplied in single precision around the mean vector, where little cancels, and added up in double precision.
/// </summary>
sealed class NormalEquations
{
    const int Block = 2048;

    readonly int _width;
    readonly double[] _squares, _products;

    /// <param name="data">Whose training windows.</param>
    public NormalEquations(PredictionData data)
    {
        var windows = data.Train;
        _width = windows.Corpus.Dimension;
        // Vectors of a window: the lags, the query if there is one, the target.
        var parts = windows.Context + (data.Queries is null ? 1 : 2);
        Inputs = (parts - 1) * _width;
        (_squares, _products) = (new double[(long)Inputs * Inputs], new double[_width * Inputs]);
        var (sums, mean) = (new double[parts * _width], data.Mean.ToArray());
        using (Tensor.PauseGradients())
        {
            using var arena = Arena.Enter();
            for (var first = 0; first < windows.Count; first += Block)
            {
                Add(Vectors(data, [.. Enumerable.Range(first, Math.Min(Block, windows.Count - first))], mean), sums);
                arena.Rewind();
            }
        }
        Centre(sums, windows.Count);
        InputMean = [.. sums[..Inputs].Select((sum, i) => (float)((sum / windows.Count) + mean[i % _width]))];
        TargetMean = [.. sums[Inputs..].Select((sum, i) => (float)((sum / windows.Count) + mean[i]))];
    }

    /// <summary>Numbers of an input: lags, and a query, times the width.</summary>
    public int Inputs { get; }

    /// <summary>(inputs) their means over the training windows.</summary>
    public float[] InputMean { get; }

    /// <summary>(width) mean of the targets.</summary>
    public float[] TargetMean { get; }

    /// <summary>Weights (inputs, width) of least squared error plus penalty, in mean eigenvalues of the squares; null where the equations have no solution.</summary>
    public Tensor? Solve(double penalty)
    {
        var trace = 0.0;
        for (var i = 0; i < Inputs; i++) trace += _squares[((long)i * Inputs) + i];
        if (CholeskyFactor.Of(_squares, Inputs, Math.Max(penalty * trace / Inputs, 1e-30)) is not { } factor) return null;
        var sides = (double[])_products.Clone();
        factor.Solve(sides);
        var weights = new float[sides.Length];
        for (var i = 0; i < Inputs; i++)
            for (var k = 0; k < _width; k++) weights[(i * _width) + k] = (float)sides[((long)k * Inputs) + i];
        return Tensor.From(weights, Inputs, _width);
    }

    // The vectors of some windows part by part, (windows, width) each, less the mean vector.
    Tensor[] Vectors(PredictionData data, int[] places, float[] mean)
    {
        var windows = data.Train;
        var centre = Tensor.From(mean, _width);
        var lags = Enumerable.Range(0, windows.Context).Select(lag => windows.Corpus.Rows([.. places.Select(place => windows.First(place) + lag)]) - centre);
        Tensor[] queries = data.Queries is null ? [] : [data.Queries(windows, places) - centre];
        return [.. lags, .. queries, windows.Targets(places) - centre];
    }

    void Add(Tensor[] parts, double[] sums)
    {
        for (var a = 0; a < parts.Length; a++)
        {
            var sum = parts[a].Sum(0).Span;
            for (var k = 0; k < _width; k++) sums[(a * _width) + k] += sum[k];
            // Into the lower triangle, rows of the later part; those of the target are the products.
            for (var b = a; b < parts.Length && a < parts.Length - 1; b++)
            {
                var target = b == parts.Length - 1 ? _products : _squares;
                var top = b == parts.Length - 1 ? 0 : b * _width;
                var block = parts[b].MatMul(parts[a], transposeA: true);
                for (var row = 0; row < _width; row++)
                {
                    var from = block.Span.Slice(row * _width, _width);
                    var into = target.AsSpan(((top + row) * Inputs) + (a * _width), _width);
                    for (var k = 0; k < _width; k++) into[k] += from[k];
                }
            }
        }
    }

    void Centre(double[] sums, int count)
    {
        for (var row = 0; row < Inputs; row++)
            for (var column = 0; column <= row; column++) _squares[((long)row * Inputs) + column] -= sums[row] * sums[column] / count;
        for (var row = 0; row < _width; row++)
            for (var column = 0; column < Inputs; column++) _products[(row * Inputs) + column] -= sums[Inputs + row] * sums[column] / count;
    }
}
