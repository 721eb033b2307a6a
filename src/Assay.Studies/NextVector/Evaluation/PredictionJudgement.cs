using Assay.Runs;

namespace Assay.Studies.NextVector;

/// <summary>Everything that was measured of a predictor.</summary>
/// <param name="Metrics">Its scores by metric name.</param>
/// <param name="Baselines">Those of baselines, limits and chance.</param>
/// <param name="Ablations">Its own with something done to the contexts.</param>
/// <param name="Details">What reports draw.</param>
/// <param name="Documents">Scores of each held-out document.</param>
sealed record PredictionJudgement(
    Dictionary<string, double> Metrics, Dictionary<string, Dictionary<string, double>> Baselines, Dictionary<string, Dictionary<string, double>> Ablations,
    PredictionEvaluation Details, ItemScores Documents)
{
    /// <summary>Writes into a run's folder what is no single number.</summary>
    public void Write(string runFolder)
    {
        Details.Write(runFolder);
        Documents.Write(runFolder);
    }
}
