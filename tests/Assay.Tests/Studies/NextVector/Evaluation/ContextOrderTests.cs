using Assay.Data.Sequences;
using Assay.Studies.NextVector;

namespace Assay.Tests.Studies.NextVector.Evaluation;

public sealed class ContextOrderTests
{
    readonly PredictionData _data = SmallVectors.Data();

    [Fact]
    public void WhatDoesNotHeedTheOrderLosesNothing()
    {
        var whole = new PredictionScores(_data.Test, Predictions.Of(new LinearAverage(), _data.Test), _data.Mean);
        var ablations = new ContextOrder(_data).Of(new LinearAverage());

        Assert.Equal(["context shuffled", "context reversed", "last vector only", "context of another document"], ablations.Keys);
        foreach (var name in (string[])["context shuffled", "context reversed"])
        {
            Assert.Equal(whole.Cosine.Average(), ablations[name]["test/cosine"], 1e-6);
            Assert.Equal(whole.Centred.Average(), ablations[name]["test/cosine/centred"], 1e-6);
        }
    }

    [Fact]
    public void EachWayGivesTheVectorsItSays()
    {
        var test = _data.Test;
        var ablations = new ContextOrder(_data).Of(new LastVector());

        Assert.Equal(Mean(0), ablations["context reversed"]["test/cosine"], 1e-6);
        Assert.Equal(Mean(2), ablations["last vector only"]["test/cosine"], 1e-6);
        // The same shuffles for everybody, and they move vectors.
        Assert.Equal(ablations["context shuffled"], new ContextOrder(_data).Of(new LastVector())["context shuffled"]);
        Assert.NotEqual(Mean(2), ablations["context shuffled"]["test/cosine"], 1e-4);
        // Half of the 16 windows away is another document for each of them.
        Assert.Equal(
            Enumerable.Range(0, 16).Average(window => SmallVectors.Cosine(test.Corpus[test.First((window + 8) % 16) + 2], test.Corpus[test.Target(window)])),
            ablations["context of another document"]["test/cosine"], 1e-6);

        double Mean(int place) => Enumerable.Range(0, test.Count).Average(window => SmallVectors.Cosine(test.Corpus[test.First(window) + place], test.Corpus[test.Target(window)]));
    }

    [Fact]
    public void OneTestDocumentHasNoOther()
    {
        var one = new VectorWindows(_data.Test.Corpus, SmallVectors.Context, [18]);

        var ablations = new ContextOrder(new PredictionData(_data.Train, _data.Valid, one, 1)).Of(new LastVector());

        Assert.DoesNotContain("context of another document", ablations.Keys);
        Assert.Equal(3, ablations.Count);
    }
}
