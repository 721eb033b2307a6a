namespace Assay.Data.Sequences;

/// <summary>A vector that is almost another one.</summary>
/// <param name="Row">The vector, held out.</param>
/// <param name="Of">The vector that it resembles most among those compared with.</param>
/// <param name="Cosine">Their cosine around the mean of those compared with.</param>
/// <param name="Exact">True if some vector compared with has the same bits.</param>
public readonly record struct NearDuplicate(int Row, int Of, double Cosine, bool Exact);
