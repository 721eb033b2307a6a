using System.Numerics;
using Assay.Data.Sequences;
using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Tests.Studies.NextVector;

public class TopicProcessTests
{
    static readonly TopicPlane Plane = new(0.3, 0.5, 0.4, Complex.FromPolarCoordinates(0.8, 0.5));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 3)]
    [InlineData(9, 2)]
    public void TheFilterIsTheConditionalExpectation(int context, int ahead)
    {
        var weights = TopicFilter.Weights(Plane, context, ahead);

        // E[target conj(x_j)] = sum over i of w_i E[x_i conj(x_j)], for every j.
        for (var j = 0; j < context; j++)
        {
            var explained = Complex.Zero;
            for (var i = 0; i < context; i++) explained += weights[i] * Covariance(i - j);
            Assert.True((explained - Covariance(context - 1 + ahead - j)).Magnitude < 1e-12);
        }
    }

    [Theory]
    [InlineData(9, 0, 1)]
    [InlineData(9, 2, 1)]
    [InlineData(9, 1, 3)]
    [InlineData(4, 0, 1)]
    public void WithAQueryItIsTheConditionalExpectationToo(int length, int first, int ahead)
    {
        const int Context = 3;
        int[] outside = [.. Enumerable.Range(0, length).Where(place => place < first || place > first + Context)];
        var weights = new DocumentCovariances(Plane).Weights(length, first, Context, ahead);

        // What is known, each as a weighted sum of the document's vectors.
        var known = Enumerable.Range(0, Context).Select(i => new[] { (Place: first + i, Share: 1.0) }).ToList();
        if (outside.Length > 0) known.Add([.. outside.Select(place => (place, 1.0 / outside.Length))]);
        Assert.Equal(known.Count, weights.Length);
        foreach (var other in known)
        {
            var explained = Complex.Zero;
            for (var i = 0; i < known.Count; i++)
                foreach (var (place, share) in known[i]) foreach (var (with, weight) in other) explained += weights[i] * share * weight * Covariance(place - with);
            var wanted = Complex.Zero;
            foreach (var (with, weight) in other) wanted += weight * Covariance(first + Context - 1 + ahead - with);
            Assert.True((explained - wanted).Magnitude < 1e-10);
        }
    }

    [Fact]
    public void ThePredictedVarianceIsWhatIsLeft()
    {
        var filter = new TopicFilter(Plane);
        for (var t = 0; t < 5; t++) filter.Observe(new Complex(t, 1));
        var weights = TopicFilter.Weights(Plane, 5);

        var left = Covariance(0).Real - weights.Index().Sum(weight => (weight.Item * Complex.Conjugate(Covariance(5 - weight.Index))).Real);

        Assert.Equal(left, filter.Variance, 12);
    }

    [Fact]
    public void DocumentsHaveTheCovariancesOfTheProcess()
    {
        const int Documents = 4000;
        var process = new TopicProcess(4, 0.2, 0.15, 0.4, 0.6, 1);
        var rng = new Rng(2);
        var (lagged, squares, mean) = (new Complex[2], 0.0, new double[4]);
        for (var document = 0; document < Documents; document++)
        {
            var rows = process.Draw(3, rng.Split($"{document}"));
            for (var i = 0; i < 4; i++) mean[i] += rows.Span[i] / (double)Documents;
            var coordinates = (rows - Tensor.From(process.Mean, 4)).MatMul(process.Basis);
            for (var plane = 0; plane < 2; plane++) lagged[plane] += At(coordinates, 2, plane) * Complex.Conjugate(At(coordinates, 0, plane)) / Documents;
            for (var i = 0; i < 4; i++) squares += rows.Span[i] * rows.Span[i] / (double)Documents;
        }

        Assert.InRange(squares, 0.96, 1.04);
        for (var i = 0; i < 4; i++) Assert.InRange(mean[i] - process.Mean[i], -0.04, 0.04);
        for (var plane = 0; plane < 2; plane++)
        {
            var (offset, drift, _, step) = process.Planes[plane];
            Assert.True((lagged[plane] - offset - (drift * step * step)).Magnitude < 0.03);
        }
    }

    [Fact]
    public void TheLimitHasTheErrorItSaysAndMoreOfThePastHasLess()
    {
        var process = new TopicProcess(8, 0.2, 0.1, 0.4, 0.6, 3);
        var corpus = TopicStream.Draw(process, 200, 8000, 4);
        var windows = new VectorWindows(corpus, 5, Enumerable.Range(0, 200));
        int[] places = [.. Enumerable.Range(0, windows.Count)];
        var targets = windows.Targets(places);

        var limit = new KalmanLimit(process, 5);
        var error = Error(limit.Predict(windows, places), targets);

        Assert.InRange(error / limit.Error, 0.97, 1.03);
        Assert.True(Error(new KalmanFilter(process).Predict(windows, places), targets) < error);
        Assert.True(Error(windows.Contexts(places).Mean(1), targets) > error);
    }

    [Fact]
    public void TheFilterOfTheWholePastAgreesWithTheLimitWhereTheContextIsThePast()
    {
        var process = new TopicProcess(6, 0.2, 0.1, 0.4, 0.6, 3);
        var corpus = TopicStream.Draw(process, 5, 60, 4);
        var windows = new VectorWindows(corpus, 3, Enumerable.Range(0, 5));
        int[] first = [.. Enumerable.Range(0, windows.Count).Where(window => corpus.Segments.Any(segment => segment.First == windows.First(window)))];

        var limit = new KalmanLimit(process, 3).Rollout(windows, first, 4, 1);
        var filter = new KalmanFilter(process).Rollout(windows, first, 4, 1);

        Assert.Equal(5, first.Length);
        foreach (var (a, b) in limit.Zip(filter)) Close(a.ToArray(), b.ToArray());
    }

    [Fact]
    public void TheBasisIsOrthogonal()
    {
        var basis = OrthogonalBasis.Draw(33, new Rng(5));

        var product = basis.MatMul(basis, transposeB: true);

        for (var i = 0; i < 33; i++)
            for (var j = 0; j < 33; j++) Assert.Equal(i == j ? 1 : 0, product.Span[(i * 33) + j], 5);
    }

    [Theory]
    [InlineData(7, 100)]
    [InlineData(40, 40)]
    [InlineData(3, 1000)]
    public void DocumentsAreExactlyAsManyVectorsAsAskedFor(int documents, int vectors)
    {
        var process = new TopicProcess(2, 0.2, 0.1, 0.4, 0.6, 3);

        var corpus = TopicStream.Draw(process, documents, vectors, 6);

        Assert.Equal((documents, vectors), (corpus.Segments.Count, corpus.Count));
        Assert.Equal(vectors, corpus.Segments.Sum(segment => segment.Count));
        Assert.Equal(corpus.Values.ToArray(), TopicStream.Draw(process, documents, vectors, 6).Values.ToArray());
        Assert.NotEqual(corpus.Values.ToArray(), TopicStream.Draw(process, documents, vectors, 7).Values.ToArray());
    }

    [Fact]
    public void WhatCannotBeIsRefused()
    {
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => new TopicProcess(5, 0.2, 0.1, 0.4, 0.6, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("leave no noise", Assert.Throws<ArgumentException>(() => new TopicProcess(4, 0.5, 0.3, 0.2, 0.6, 3)).Message, StringComparison.Ordinal);
        var process = new TopicProcess(4, 0.2, 0.1, 0.4, 0.6, 3);
        Assert.Contains("at least one vector", Assert.Throws<ArgumentException>(() => TopicStream.Draw(process, 10, 9, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new KalmanFilter(process).Predict(Tensor.Zeros(1, 5, 4)));
    }

    // E[x_t conj(x_s)] of the lag t - s.
    static Complex Covariance(int lag) => Plane.Offset
        + (Plane.Drift * (lag >= 0 ? Complex.Pow(Plane.Step, lag) : Complex.Conjugate(Complex.Pow(Plane.Step, -lag)))) + (lag == 0 ? Plane.Noise : 0);

    static Complex At(Tensor coordinates, int row, int plane) =>
        new(coordinates.Span[(row * coordinates.Dim(1)) + (2 * plane)], coordinates.Span[(row * coordinates.Dim(1)) + (2 * plane) + 1]);

    static double Error(Tensor predicted, Tensor targets) => (predicted - targets).Square().Mean().Item();

    static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 4);
    }
}
