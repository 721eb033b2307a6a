namespace Assay.Studies.NextVector;

/// <summary>What needs no network.</summary>
static class NextVectorBaselines
{
    /// <summary>All of them, fitted on the training windows, from the one that knows least on.</summary>
    public static List<VectorPredictor> Fit(PredictionData data) =>
        [new RandomPredictor(data), new CorpusMean(data), new LastVector(), new LinearAverage(), new LagWeights(data)];
}
