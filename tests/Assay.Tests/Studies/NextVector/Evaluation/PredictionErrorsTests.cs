using Assay.Data.Sequences;
using Assay.Studies.NextVector;

namespace Assay.Tests.Studies.NextVector.Evaluation;

public sealed class PredictionErrorsTests
{
    readonly PredictionData _data = SmallVectors.Data();

    [Fact]
    public void BinsHoldAllWindowsBySimilarityOfLastVectorAndTarget()
    {
        var errors = new PredictionErrors(_data, new WindowDocuments(_data.Test));
        var last = Scores(new LastVector());

        var curve = errors.BySimilarity(last);

        Assert.Equal(16, errors.Windows.Sum());
        Assert.Equal(11, errors.Edges.Length);
        Assert.Equal((last.Cosine.Min(), last.Cosine.Max()), (errors.Edges[0], errors.Edges[10]));
        for (var bin = 0; bin < 10; bin++)
        {
            double[] inside = [.. last.Cosine.Where(value => value >= errors.Edges[bin] && (value < errors.Edges[bin + 1] || bin == 9))];
            Assert.Equal(inside.Length, errors.Windows[bin]);
            Assert.Equal(inside.Average(), curve[bin], 1e-9);
        }
    }

    [Fact]
    public void WhatIsWorstComesFirstWithItsPlaceAndText()
    {
        var test = _data.Test;
        // Nothing but the first window of the document of two segments, and its last, are wrong.
        var model = Scores(Answers.Knowing(test, window => [.. test.Corpus[test.Target(window)].ToArray().Select(value => window is 10 or 15 ? -value : value)]));
        var errors = new PredictionErrors(_data, new WindowDocuments(test));

        var windows = errors.WorstWindows(model, Scores(new LinearAverage()), Scores(new LastVector()));
        var documents = errors.WorstDocuments(model, Scores(new LinearAverage()), Scores(new LastVector()));

        Assert.Equal(16, windows.Count);
        Assert.Equal(("document 19", 3, -1), (windows[0].Document, windows[0].Place, Math.Round(windows[0].Cosine, 5)));
        // The second segment follows the first one's 7 vectors.
        Assert.Equal(("document 19", 11), (windows[1].Document, windows[1].Place));
        Assert.Null(windows[0].Text);
        Assert.Equal(["document 19", "document 17", "document 18"], documents.Select(document => document.Name));
        Assert.Equal(6, documents[0].Windows);
        Assert.Equal((4 - 2) / 6.0, documents[0].Cosine, 1e-9);
        Assert.Equal(Scores(new LastVector()).Cosine[10..].Average(), documents[0].Last, 1e-9);
    }

    [Fact]
    public void NamesOfDocumentsAreToldApart()
    {
        var corpus = new VectorCorpus([.. Enumerable.Range(0, 16).Select(i => (float)i)], 2, ["page", "page"], [new Segment(0, 0, 4), new Segment(1, 4, 4)]);
        var windows = new VectorWindows(corpus, 2, [0, 1]);

        Assert.Equal("2 page", new PredictionData(windows, windows, windows, 1).DocumentName(1));
        Assert.Equal("document 1", _data.DocumentName(1));
    }

    PredictionScores Scores(VectorPredictor predictor) => new(_data.Test, Predictions.Of(predictor, _data.Test), _data.Mean);
}
