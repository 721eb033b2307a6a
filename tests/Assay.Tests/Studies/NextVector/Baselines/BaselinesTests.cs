using Assay.Data.Sequences;
using Assay.Studies.NextVector;
using Assay.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Tests.Studies.NextVector.Baselines;

public sealed class BaselinesTests
{
    readonly PredictionData _data = SmallVectors.Data(40);

    [Fact]
    public void AllHaveTheNamesThatReportsKnow()
    {
        var names = NextVectorBaselines.Fit(_data).Select(baseline => baseline.Name);

        Assert.Equal(["random", "corpus mean", "last vector", "linear average", "lag weights", "ridge"], names);
    }

    [Fact]
    public void WhatIsRandomFollowsFromSeedAndContextAlone()
    {
        var random = new RandomPredictor(_data);
        var contexts = _data.Test.Contexts([0, 1, 2]);

        var (once, single) = (random.Predict(contexts), random.Predict(_data.Test.Contexts([2])));

        Assert.Equal(once.Slice(0, 2, 1).ToArray(), single.ToArray());
        Assert.NotEqual(once.Slice(0, 0, 1).ToArray(), single.ToArray());
        var other = new PredictionData(_data.Train, _data.Valid, _data.Test, 77);
        Assert.NotEqual(once.ToArray(), new RandomPredictor(other).Predict(contexts).ToArray());
        var cosine = new PredictionScores(_data.Train, Predictions.Of(random, _data.Train), _data.Mean).Cosine.Average();
        Assert.InRange(cosine, -0.15, 0.15);
    }

    [Fact]
    public void LagWeightsAreThoseOfLeastSquares()
    {
        var train = _data.Train;
        var rows = train.Count * SmallVectors.Width;
        var inputs = Matrix<double>.Build.Dense(rows, 4, (row, lag) => lag == 3
            ? _data.Mean[row % SmallVectors.Width] : train.Corpus[train.First(row / SmallVectors.Width) + lag][row % SmallVectors.Width]);
        var targets = Vector<double>.Build.Dense(rows, row => train.Corpus[train.Target(row / SmallVectors.Width)][row % SmallVectors.Width]);

        var fitted = new LagWeights(_data);

        foreach (var (expected, found) in inputs.QR().Solve(targets).Zip(fitted.Weights)) Assert.Equal(expected, found, 1e-6);
        var prediction = fitted.Predict(_data.Test.Contexts([1])).ToArray();
        for (var i = 0; i < SmallVectors.Width; i++)
        {
            var sum = fitted.Weights[3] * _data.Mean[i];
            for (var lag = 0; lag < 3; lag++) sum += fitted.Weights[lag] * _data.Test.Corpus[_data.Test.First(1) + lag][i];
            Assert.Equal(sum, prediction[i], 1e-5);
        }
    }

    [Fact]
    public void RidgeIsThatOfTheWholeEquations()
    {
        var train = _data.Train;
        const int Inputs = SmallVectors.Width * SmallVectors.Context;
        var x = Matrix<double>.Build.Dense(train.Count, Inputs, (row, k) => train.Corpus.Values[(train.First(row) * SmallVectors.Width) + k]);
        var y = Matrix<double>.Build.Dense(train.Count, SmallVectors.Width, (row, k) => train.Corpus[train.Target(row)][k]);
        var (xMean, yMean) = (x.ColumnSums() / train.Count, y.ColumnSums() / train.Count);
        for (var row = 0; row < train.Count; row++) (x, y) = (Less(x, row, xMean), Less(y, row, yMean));

        var ridge = new Ridge(_data);

        var squares = x.TransposeThisAndMultiply(x);
        var added = Matrix<double>.Build.DenseIdentity(Inputs) * (ridge.Penalty * squares.Trace() / Inputs);
        var weights = (squares + added).Solve(x.TransposeThisAndMultiply(y));
        int[] some = [0, 3, 7];
        var predictions = ridge.Predict(_data.Test.Contexts(some));
        for (var i = 0; i < some.Length; i++)
        {
            var input = Vector<double>.Build.Dense(Inputs, k => _data.Test.Corpus.Values[(_data.Test.First(some[i]) * SmallVectors.Width) + k]) - xMean;
            var expected = (input * weights) + yMean;
            for (var k = 0; k < SmallVectors.Width; k++) Assert.Equal(expected[k], predictions.Span[(i * SmallVectors.Width) + k], 1e-4);
        }

        static Matrix<double> Less(Matrix<double> matrix, int row, Vector<double> mean)
        {
            matrix.SetRow(row, matrix.Row(row) - mean);
            return matrix;
        }
    }

    [Fact]
    public void RidgeIsTheBestOfWhatIsLinear()
    {
        // Vectors turn by one component each step, which no weights of whole lags can say.
        var data = SmallVectors.Data(200);

        Assert.True(Seen(new Ridge(data)) > Seen(new LagWeights(data)) + 0.1);

        double Seen(VectorPredictor predictor) => new PredictionScores(data.Train, Predictions.Of(predictor, data.Train), data.Mean).Cosine.Average();
    }

    [Fact]
    public void AQueryIsOneMoreLag()
    {
        // Told the target itself, both say nothing else.
        var data = new PredictionData(_data.Train, _data.Valid, _data.Test, 3) { Queries = (windows, places) => windows.Targets(places) };

        foreach (var predictor in (VectorPredictor[])[new LagWeights(data), new Ridge(data)])
        {
            var predictions = Predictions.Of(predictor, data.Test, data.Queries);
            Assert.True(new PredictionScores(data.Test, predictions, data.Mean).Cosine.Min() > 0.999, predictor.Name);
            Assert.Throws<ArgumentException>(() => predictor.Predict(data.Test.Contexts([0])));
        }
    }

    [Fact]
    public void VectorsThatAreAllTheSameLeaveTheEquationsSoluble()
    {
        var corpus = new VectorCorpus([.. Enumerable.Repeat(0.5f, 40)], 2, ["a"], [new Segment(0, 0, 20)]);
        var windows = new VectorWindows(corpus, 3, [0]);
        var data = new PredictionData(windows, windows, windows, 1);

        foreach (var predictor in NextVectorBaselines.Fit(data).Skip(1))
            Assert.All(Predictions.Of(predictor, windows), value => Assert.Equal(0.5, value, 1e-4));
    }
}
