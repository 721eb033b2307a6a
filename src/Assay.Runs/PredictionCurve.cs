namespace Assay.Runs;

/// <summary>One predictor's values along some axis.</summary>
/// <param name="Name">"model", or a baseline's name.</param>
/// <param name="Values">In the order of the axis; NaN where there is none.</param>
public sealed record PredictionCurve(string Name, double[] Values);
