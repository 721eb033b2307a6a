namespace Assay.Studies.NextVector;

/// <summary>What needs no network.</summary>
static class NextVectorBaselines
{
    /// <summary>Numbers of an input that the ridge regression takes on: its time grows with their cube.</summary>
    const int MostInputs = 6144;

    /// <summary>All of them, fitted on the training windows, from the one that knows least on; the ridge regression only of inputs of at most 6,144 numbers.</summary>
    public static List<VectorPredictor> Fit(PredictionData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        List<VectorPredictor> all = [new RandomPredictor(data), new CorpusMean(data), new LastVector(), new LinearAverage(), new LagWeights(data)];
        if ((data.Train.Context + (data.Queries is null ? 0 : 1)) * data.Train.Corpus.Dimension <= MostInputs) all.Add(new Ridge(data));
        return all;
    }
}
