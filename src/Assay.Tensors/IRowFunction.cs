namespace Assay.Tensors;

/// <summary>
/// A formula from rows to a number that depends on the inner products of these rows only, such as a distance. The gradients
/// follow from it. See <see cref="Tensor.ReduceRows{F}"/>.
/// </summary>
public interface IRowFunction
{
    /// <summary>The s of w = y + s x: -1, 0 or 1.</summary>
    static abstract int Sign { get; }

    /// <summary>The number for one row.</summary>
    static abstract Dual Of(in RowProducts rows);
}
