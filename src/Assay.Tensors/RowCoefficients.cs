namespace Assay.Tensors;

/// <summary>The result of an <see cref="IRowMap"/> for one row: X x + W w + V v.</summary>
public readonly record struct RowCoefficients(Dual X, Dual W, Dual V);
