namespace Assay.Data.Vectors;

/// <summary>
/// How GloVe vectors are trained. The weights are those of its authors; the first step is three times theirs (0.05), because the rare pairs of a
/// small corpus have small weights and would hardly move.
/// </summary>
/// <param name="Dimension">Floats of a vector.</param>
/// <param name="Epochs">Passes over all pairs.</param>
/// <param name="Rate">AdaGrad's first step.</param>
/// <param name="MostCount">The count from which on a pair has full weight: x_max.</param>
/// <param name="Power">The exponent of a rarer pair's weight: alpha.</param>
/// <param name="Seed">Of initial values and order.</param>
public sealed record GloveSettings(int Dimension = 300, int Epochs = 50, double Rate = 0.15, double MostCount = 100, double Power = 0.75, ulong Seed = 1);
