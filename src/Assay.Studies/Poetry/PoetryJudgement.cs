using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>Everything that was measured of a model on one set of poems.</summary>
/// <param name="Metrics">Its scores by metric name.</param>
/// <param name="Baselines">Those of what needs no network.</param>
/// <param name="Ablations">Its own with something taken away.</param>
/// <param name="Details">What reports draw.</param>
/// <param name="Poems">Scores of each held-out poem.</param>
sealed record PoetryJudgement(
    Dictionary<string, double> Metrics, Dictionary<string, Dictionary<string, double>> Baselines, Dictionary<string, Dictionary<string, double>> Ablations,
    AutoencoderEvaluation Details, ItemScores Poems)
{
    /// <summary>Writes into a run's folder what is no single number.</summary>
    public void Write(string runFolder)
    {
        Details.Write(runFolder);
        Poems.Write(runFolder);
    }
}
