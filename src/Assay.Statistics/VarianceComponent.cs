namespace Assay.Statistics;

/// <summary>What one source of randomness adds to the variance of a result.</summary>
/// <param name="Name">Of the source.</param>
/// <param name="Levels">How many of its levels were tried.</param>
/// <param name="Variance">Of the result, if this source alone is drawn anew; a negative estimate, which chance can bring about, is 0.</param>
/// <param name="P">Of the F test of whether it adds anything.</param>
public sealed record VarianceComponent(string Name, int Levels, double Variance, double P);
