namespace Assay.Data.Sequences;

/// <summary>How alike vectors are that stand so many places apart in one segment.</summary>
/// <param name="Lag">How many places.</param>
/// <param name="Pairs">How many pairs there are.</param>
/// <param name="Cosine">Their mean cosine.</param>
/// <param name="Centred">Their mean cosine around the mean vector.</param>
public readonly record struct LagSimilarity(int Lag, long Pairs, double Cosine, double Centred);
