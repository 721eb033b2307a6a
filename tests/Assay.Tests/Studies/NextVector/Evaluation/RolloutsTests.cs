using Assay.Studies.NextVector;

namespace Assay.Tests.Studies.NextVector.Evaluation;

public sealed class RolloutsTests
{
    readonly PredictionData _data = SmallVectors.Data();

    [Fact]
    public void EachPredictionIsReadAsTheNextVector()
    {
        var test = _data.Test;
        // The window at the start of each document of 8, and of the segment of 7 none: 3 + 1 + 4 vectors are needed.
        int[] windows = [.. Enumerable.Range(0, test.Count).Where(window => test.Remaining(window) >= 4)];
        Assert.Equal(2, windows.Length);

        var rollout = new Rollouts(_data).Of(new LinearAverage());

        for (var step = 0; step < 5; step++)
        {
            var expected = windows.Average(window =>
            {
                var context = Enumerable.Range(0, 3).Select(place => test.Corpus[test.First(window) + place].ToArray()).ToList();
                float[] prediction = [];
                for (var t = 0; t <= step; t++)
                {
                    prediction = [.. Enumerable.Range(0, SmallVectors.Width).Select(i => context.Average(vector => vector[i]))];
                    var length = (float)Math.Sqrt(prediction.Sum(value => (double)value * value));
                    context.RemoveAt(0);
                    context.Add([.. prediction.Select(value => value * _data.Length / length)]);
                }
                return SmallVectors.Cosine(prediction, test.Corpus[test.Target(window) + step]);
            });
            Assert.Equal(expected, rollout[step], 1e-5);
        }
    }

    [Fact]
    public void ShortDocumentsHaveNone()
    {
        var corpus = SmallVectors.Corpus(6, length: 7);
        var windows = new Assay.Data.Sequences.VectorWindows(corpus, SmallVectors.Context, Enumerable.Range(0, 6));

        var rollouts = new Rollouts(new PredictionData(windows, windows, windows, 1));

        Assert.Equal(0, rollouts.Windows);
        Assert.Empty(rollouts.Of(new LastVector()));
    }
}
