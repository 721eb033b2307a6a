using Assay.Data.Sequences;
using Assay.Studies.NextVector;

namespace Assay.Tests.Studies.NextVector.Evaluation;

public sealed class PredictionScoresTests
{
    readonly PredictionData _data = SmallVectors.Data();

    [Fact]
    public void ScoresAreThoseOfNaiveSums()
    {
        var test = _data.Test;
        var predictions = Predictions.Of(new LinearAverage(), test);
        var scores = new PredictionScores(test, predictions, _data.Mean);

        for (var window = 0; window < test.Count; window++)
        {
            var (average, target, centredAverage, centredTarget) = (new float[SmallVectors.Width], new float[SmallVectors.Width], new float[SmallVectors.Width], new float[SmallVectors.Width]);
            var squares = 0.0;
            for (var i = 0; i < SmallVectors.Width; i++)
            {
                for (var lag = 0; lag < SmallVectors.Context; lag++) average[i] += test.Corpus[test.First(window) + lag][i] / SmallVectors.Context;
                target[i] = test.Corpus[test.First(window) + SmallVectors.Context][i];
                (centredAverage[i], centredTarget[i]) = (average[i] - _data.Mean[i], target[i] - _data.Mean[i]);
                squares += Math.Pow(average[i] - target[i], 2) / SmallVectors.Width;
            }
            Assert.Equal(SmallVectors.Cosine(average, target), scores.Cosine[window], 1e-5);
            Assert.Equal(SmallVectors.Cosine(centredAverage, centredTarget), scores.Centred[window], 1e-4);
            Assert.Equal(squares, scores.MeanSquare[window], 1e-5);
        }
        Assert.Equal(scores.Cosine.Average(), scores.Means()["cosine"], 1e-12);
    }

    [Fact]
    public void TheMeanHasNoDirectionAroundItself()
    {
        var scores = new PredictionScores(_data.Test, Predictions.Of(new CorpusMean(_data), _data.Test), _data.Mean);

        Assert.All(scores.Centred, value => Assert.Equal(0, value));
        Assert.True(scores.Cosine.Average() > 0.05);
    }

    [Fact]
    public void LengthsAreThoseOfRawPredictions()
    {
        var test = _data.Test;
        var longer = Answers.Knowing(test, window => [.. test.Corpus[test.Target(window)].ToArray().Select(value => 2.5f * value)]);

        var scores = new PredictionScores(test, Predictions.Of(longer, test), _data.Mean);

        Assert.Equal(2.5, scores.Length, 1e-5);
        Assert.Equal(2.5, scores.Means(new WindowDocuments(test))["length"], 1e-5);
        Assert.Equal(1, scores.Cosine.Min(), 1e-6);
    }

    [Fact]
    public void ChosenWindowsHaveTheScoresThatTheyHaveAmongAll()
    {
        int[] chosen = [4, 1, 9];
        var all = new PredictionScores(_data.Test, Predictions.Of(new LastVector(), _data.Test), _data.Mean);

        var some = new PredictionScores(_data.Test, Predictions.Of(new LastVector(), _data.Test, chosen), _data.Mean, chosen);

        Assert.Equal(chosen.Select(window => all.Cosine[window]), some.Cosine);
    }

    [Fact]
    public void MomentsCountEachVectorOfTheTrainingDocumentsOnce()
    {
        var corpus = _data.Train.Corpus;
        int[] rows = [.. corpus.Segments.Where(segment => segment.Document < 15).SelectMany(segment => Enumerable.Range(segment.First, segment.Count))];

        for (var i = 0; i < SmallVectors.Width; i++) Assert.Equal(rows.Average(row => corpus[row][i]), _data.Mean[i], 1e-5);
        Assert.Equal(rows.Average(row => Math.Sqrt(corpus[row].ToArray().Sum(value => value * value))), _data.Length, 1e-5);
    }

    [Fact]
    public void StandardErrorsAreOfDocumentsNotOfWindows()
    {
        var documents = new WindowDocuments(_data.Test);
        // Documents 17, 18 with 5 windows each, 19 with 4 + 2.
        Assert.Equal([5, 5, 6], documents.Counts);
        double[] values = [.. Enumerable.Range(0, 16).Select(window => window < 5 ? 1.0 : window < 10 ? 3.0 : 2.0)];

        // Mean 2; sums less mean times count: -5, 5, 0.
        Assert.Equal(Math.Sqrt(50 * 3 / 2.0) / 16, documents.StandardError(values), 1e-12);
        Assert.Equal([1, 3, 2], documents.Means(values));
    }

    [Fact]
    public void OneDocumentBoundsNothing()
    {
        var windows = new VectorWindows(_data.Test.Corpus, SmallVectors.Context, [17]);

        Assert.True(double.IsNaN(new WindowDocuments(windows).StandardError([1, 2, 3, 4, 5])));
    }

    [Fact]
    public void ASideWithoutWindowsIsRefused()
    {
        var corpus = _data.Test.Corpus;
        var none = new VectorWindows(corpus, SmallVectors.Context, []);

        var refused = Assert.Throws<ArgumentException>(() => new PredictionData(_data.Train, none, _data.Test, 1));

        Assert.Contains("valid", refused.Message, StringComparison.Ordinal);
        Assert.Contains("at least 4 vectors", refused.Message, StringComparison.Ordinal);
    }
}
