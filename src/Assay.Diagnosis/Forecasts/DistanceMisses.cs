namespace Assay.Diagnosis.Forecasts;

/// <summary>How misses of forecasts are distributed at some distance.</summary>
/// <param name="Distance">Logarithm of the step looked to over the step seen.</param>
/// <param name="Quantiles">Quantiles of the misses, outcome less forecast, in units of the usual miss.</param>
public sealed record DistanceMisses(double Distance, IReadOnlyList<double> Quantiles);
