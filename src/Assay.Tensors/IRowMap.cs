namespace Assay.Tensors;

/// <summary>
/// A formula that combines rows into a row, with coefficients that depend on the inner products of these rows only: what maps do
/// that turn when everything turns. The gradients follow from it. See <see cref="Tensor.MapRows{M}(Tensor, Tensor?, Tensor?, Tensor?, double)"/>.
/// </summary>
public interface IRowMap
{
    /// <summary>The s of w = y + s x: -1, 0 or 1.</summary>
    static abstract int Sign { get; }

    /// <summary>The coefficients of x, w and v for one row.</summary>
    static abstract RowCoefficients Of(in RowProducts rows);
}
