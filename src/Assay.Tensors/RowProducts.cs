namespace Assay.Tensors;

/// <summary>
/// The inner products of one row each of x, w = y + sign x and v, in double precision and with their derivatives: all that a
/// formula of <see cref="IRowMap"/> or <see cref="IRowFunction"/> may ask. Products of an operand that is not there are 0. A
/// formula that is delicate where y is close to x, or to -x, asks those of w, which do not cancel.
/// </summary>
public readonly struct RowProducts
{
    readonly double _xx, _ww, _xw, _yy, _xv, _wv, _constant;

    internal RowProducts(double xx, double ww, double xw, double yy, double xv, double wv, double constant) =>
        (_xx, _ww, _xw, _yy, _xv, _wv, _constant) = (xx, ww, xw, yy, xv, wv, constant);

    /// <summary>|x|^2.</summary>
    public Dual XX => Dual.Variable(_xx, 0);

    /// <summary>|w|^2.</summary>
    public Dual WW => Dual.Variable(_ww, 1);

    /// <summary>x w.</summary>
    public Dual XW => Dual.Variable(_xw, 2);

    /// <summary>|y|^2.</summary>
    public Dual YY => Dual.Variable(_yy, 3);

    /// <summary>x v.</summary>
    public Dual XV => Dual.Variable(_xv, 4);

    /// <summary>w v.</summary>
    public Dual WV => Dual.Variable(_wv, 5);

    /// <summary>The number that all rows share, such as a curvature.</summary>
    public Dual Constant => Dual.Variable(_constant, 6);
}
