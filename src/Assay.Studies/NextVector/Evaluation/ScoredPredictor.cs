namespace Assay.Studies.NextVector;

/// <summary>A predictor with what was measured of it.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Metrics">Its scores by metric name.</param>
/// <param name="Test">Those of each test window.</param>
/// <param name="ReciprocalRanks">1 / rank of each test window in the fixed pool.</param>
/// <param name="Rollout">Mean cosine 1, 2, ... vectors ahead; empty where no document is long enough.</param>
sealed record ScoredPredictor(string Name, Dictionary<string, double> Metrics, PredictionScores Test, double[] ReciprocalRanks, double[] Rollout);
