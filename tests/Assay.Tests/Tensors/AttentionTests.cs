using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class AttentionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 2, 3)]
    [InlineData(2, 3, 5, 2, 4, 6)]
    [InlineData(2, 7, 7, 3, 9, 9)]
    [InlineData(1, 17, 16, 1, 17, 15)]
    public void AgreesWithItsDefinition(int batch, int queries, int keys, int heads, int width, int values)
    {
        int[][] shapes = [[batch, queries, width], [batch, keys, width], [batch, keys, values]];
        foreach (var causal in new[] { false, true })
        {
            OpCheck.Run(x => Attention.Run(x[0], x[1], x[2], heads, causal: causal), x => Reference(x, heads, null, causal, null), shapes);
            var padding = Enumerable.Range(0, batch * keys).Select(i => i % 3 == 1).ToArray();
            OpCheck.Run(x => Attention.Run(x[0], x[1], x[2], heads, padding, causal), x => Reference(x, heads, padding, causal, null), shapes);
        }
    }

    [Fact]
    public void OneTensorMayBeAllThree() => OpCheck.Run(
        x => Attention.Run(x[0], x[0], x[0], 2, causal: true), x => Reference([x[0], x[0], x[0]], 2, null, true, null), [[2, 5, 6]]);

    [Theory]
    [InlineData(5, 7)]
    [InlineData(24, 25)]
    public void WhatStandsSideBySideIsAttendedToWhereItIs(int queries, int keys)
    {
        foreach (var causal in new[] { false, true })
        {
            OpCheck.Run(
                x => Attention.Run(x[0], x[1], 2, causal: causal),
                x => Reference([x[0], Columns(x[1], 0, 6), Columns(x[1], 6, 6)], 2, null, causal, null), [[2, queries, 6], [2, keys, 12]]);
            OpCheck.Run(
                x => Attention.Run(x[0], 2, causal: causal),
                x => Reference([Columns(x[0], 0, 6), Columns(x[0], 6, 6), Columns(x[0], 12, 6)], 2, null, causal, null), [[2, queries, 18]]);
        }
    }

    [Fact]
    public void WeightsOfKeysBesideValuesAreThoseOfKeysApart()
    {
        Tensor q = Tensor.Normal(new Rng(1), 0, 1, 2, 3, 4), k = Tensor.Normal(new Rng(2), 0, 1, 2, 5, 4), v = Tensor.Normal(new Rng(3), 0, 1, 2, 5, 4);
        var (output, weights) = Attention.RunWithWeights(q, Tensor.Concat(-1, k, v), 2);
        var (outputApart, weightsApart) = Attention.RunWithWeights(q, k, v, 2);
        Assert.Equal(outputApart.ToArray(), output.ToArray());
        Assert.Equal(weightsApart.ToArray(), weights.ToArray());
    }

    [Fact]
    public void QueriesWithoutKeysGetZeros()
    {
        bool[] padding = [true, true, true, true, false, true];
        OpCheck.Run(x => Attention.Run(x[0], x[1], x[2], 2, padding), x => Reference(x, 2, padding, false, null), [[2, 4, 4], [2, 3, 4], [2, 3, 4]]);
        var (output, weights) = Attention.RunWithWeights(Tensor.Ones(2, 4, 4), Tensor.Ones(2, 3, 4), Tensor.Ones(2, 3, 4), 2, padding);
        Assert.All(output.ToArray()[..16], v => Assert.Equal(0f, v));
        Assert.All(output.ToArray()[16..], v => Assert.Equal(1f, v));
        Assert.Equal([2, 2, 4, 3], weights.Dims.ToArray());
        Assert.All(weights.ToArray()[..24], v => Assert.Equal(0f, v));
    }

    [Fact]
    public void Dropout()
    {
        // The mask is found by attending with equal weights to values that tell the keys apart.
        const int Keys = 5;
        var eye = Tensor.Zeros(1, Keys, Keys);
        for (var i = 0; i < Keys; i++) eye.Span[(i * Keys) + i] = Keys;
        var mask = Attention.Run(Tensor.Zeros(1, 7, Keys), Tensor.Zeros(1, Keys, Keys), eye, 1, dropout: 0.4f, rng: new Rng(8)).ToArray();
        Assert.Contains(0f, mask);
        Assert.Contains(mask, v => Math.Abs(v - (1 / 0.6)) < 1e-5);
        OpCheck.Run(
            x => Attention.Run(x[0], x[1], x[2], 1, dropout: 0.4f, rng: new Rng(8)),
            x => Reference(x, 1, null, false, Array.ConvertAll(mask, v => v == 0 ? 0 : 1 / 0.6)), [[1, 7, 3], [1, Keys, 3], [1, Keys, 4]]);
    }

    [Fact]
    public void NaNReachesTheOutput()
    {
        foreach (var which in new[] { 0, 1, 2 })
        {
            var x = new[] { Tensor.Ones(1, 3, 4), Tensor.Ones(1, 3, 4), Tensor.Ones(1, 3, 4) };
            x[which].Span[5] = float.NaN;
            Assert.Contains(Attention.Run(x[0], x[1], x[2], 2).ToArray(), float.IsNaN);
        }
    }

    [Fact]
    public void WrongShapesAreNamed()
    {
        var x = Tensor.Zeros(2, 3, 4);
        Assert.Contains("(2, 3, 4)", Assert.Throws<ShapeException>(() => Attention.Run(x, x, Tensor.Zeros(2, 4, 4), 2)).Message);
        Assert.Throws<ShapeException>(() => Attention.Run(x, x, x, 3));
        Assert.Throws<ShapeException>(() => Attention.Run(x, x, x, 2, new bool[5]));
        Assert.Throws<ShapeException>(() => Attention.Run(x, x, 2));
        Assert.Throws<ShapeException>(() => Attention.Run(x, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Attention.Run(x, x, x, 0));
        Assert.Throws<ArgumentNullException>(() => Attention.Run(x, x, x, 2, dropout: 0.1f));
    }

    static Array64 Columns(Array64 x, int first, int count)
    {
        var y = Array64.Zeros(x.Dims[0], x.Dims[1], count);
        for (var b = 0; b < x.Dims[0]; b++)
            for (var t = 0; t < x.Dims[1]; t++)
                for (var c = 0; c < count; c++) y[b, t, c] = x[b, t, first + c];
        return y;
    }

    static Array64 Reference(Array64[] x, int heads, bool[]? padding, bool causal, double[]? mask)
    {
        var (q, k, v) = (x[0], x[1], x[2]);
        int batch = q.Dims[0], queries = q.Dims[1], keys = k.Dims[1], d = q.Dims[2] / heads, e = v.Dims[2] / heads;
        var y = Array64.Zeros(batch, queries, v.Dims[2]);
        for (var b = 0; b < batch; b++)
        {
            for (var h = 0; h < heads; h++)
            {
                for (var i = 0; i < queries; i++)
                {
                    var open = Enumerable.Range(0, keys).Where(j => (!causal || j <= i) && padding?[(b * keys) + j] != true).ToArray();
                    if (open.Length == 0) continue;
                    var scores = Array.ConvertAll(open, j => Enumerable.Range(h * d, d).Sum(c => q[b, i, c] * k[b, j, c]) / Math.Sqrt(d));
                    var p = References.Softmax(scores);
                    for (var at = 0; at < open.Length; at++)
                        for (var c = h * e; c < (h + 1) * e; c++)
                            y[b, i, c] += p[at] * v[b, open[at], c] * (mask?[(i * keys) + open[at]] ?? 1);
                }
            }
        }
        return y;
    }
}
