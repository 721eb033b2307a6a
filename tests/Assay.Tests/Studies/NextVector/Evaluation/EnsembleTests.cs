using Assay.Studies.NextVector;

namespace Assay.Tests.Studies.NextVector.Evaluation;

public sealed class EnsembleTests
{
    readonly PredictionData _data = SmallVectors.Data();

    [Fact]
    public void DirectionsAreAveragedWhateverTheLengths()
    {
        var ensemble = new Ensemble("both", [new Answers(_ => [3, 0, 0, 0, 0, 0]), new Answers(_ => [0, 1, 0, 0, 0, 0])]);

        var prediction = ensemble.Predict(_data.Test.Contexts([0, 1]));

        // The mean direction (1/2, 1/2) times the mean length 2.
        Assert.Equal([1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0], prediction.ToArray().Select(value => MathF.Round(value, 6)));
        Assert.Equal(prediction.ToArray(), ensemble.Predict(_data.Test, [0, 1]).ToArray());
        Assert.Throws<ArgumentException>(() => new Ensemble("none", []));
    }

    [Fact]
    public void SeedsOfAKindAndAllTogetherAreScored()
    {
        var judge = new PredictionJudge(_data, () => []);
        (string, VectorPredictor)[] models = [("lstm", new LastVector()), ("lstm", new LinearAverage()), ("gru", new CorpusMean(_data))];

        var metrics = EnsembleScores.Of(judge, models);

        Assert.Equal(
            ["ensemble/all/test/cosine", "ensemble/all/test/cosine/centred", "ensemble/all/test/mrr", "ensemble/lstm/test/cosine", "ensemble/lstm/test/cosine/centred", "ensemble/lstm/test/mrr"],
            metrics.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(judge.Test(new Ensemble("two", [new LinearAverage(), new LastVector()]))["test/cosine"], metrics["ensemble/lstm/test/cosine"], 1e-6);
        Assert.Empty(EnsembleScores.Of(judge, models[2..]));
    }
}
