using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Tensors;

/// <summary>
/// A double with its partial derivatives with respect to up to eight variables: arithmetic on it carries the chain rule along
/// (forward differentiation). Formulas of <see cref="IRowMap"/> and <see cref="IRowFunction"/> are written in it.
/// </summary>
public readonly struct Dual
{
    // Below it the functions of a square root are power series: their closed forms divide nothing by nothing there.
    const double Small = 1e-3;

    readonly Vector512<double> _slopes;

    Dual(double value, Vector512<double> slopes) => (Value, _slopes) = (value, slopes);

    /// <summary>The number itself.</summary>
    public double Value { get; }

    /// <summary>The derivatives, by number of the variable.</summary>
    internal Vector512<double> Slopes => _slopes;

    /// <summary>The root; at 0 its derivatives are taken as 0, as those of a norm.</summary>
    public Dual Sqrt()
    {
        var root = Math.Sqrt(Value);
        return Chain(root, root == 0 ? 0 : 0.5 / root);
    }

    /// <summary>asinh(sqrt x) / sqrt x, which is smooth at 0.</summary>
    public Dual AsinhOfRoot()
    {
        var x = Value;
        if (x < Small)
        {
            return Chain(
                Series(x, 1, -1.0 / 6, 3.0 / 40, -5.0 / 112, 35.0 / 1152, -63.0 / 2816),
                Series(x, -1.0 / 6, 3.0 / 20, -15.0 / 112, 35.0 / 288, -315.0 / 2816, 693.0 / 6656));
        }
        var y = Math.Asinh(Math.Sqrt(x)) / Math.Sqrt(x);
        return Chain(y, ((1 / Math.Sqrt(1 + x)) - y) / (2 * x));
    }

    /// <summary>tanh(sqrt x) / sqrt x, which is smooth at 0.</summary>
    public Dual TanhOfRoot()
    {
        var x = Value;
        if (x < Small)
        {
            return Chain(
                Series(x, 1, -1.0 / 3, 2.0 / 15, -17.0 / 315, 62.0 / 2835, -1382.0 / 155925),
                Series(x, -1.0 / 3, 4.0 / 15, -17.0 / 105, 248.0 / 2835, -1382.0 / 31185, 21844.0 / 1013512.5));
        }
        var root = Math.Sqrt(x);
        var (y, cosh) = (Math.Tanh(root) / root, Math.Cosh(root));
        return Chain(y, ((1 / cosh / cosh) - y) / (2 * x));
    }

    public static implicit operator Dual(double value) => new(value, Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator +(in Dual a, in Dual b) => new(a.Value + b.Value, a._slopes + b._slopes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator -(in Dual a, in Dual b) => new(a.Value - b.Value, a._slopes - b._slopes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator -(in Dual a) => new(-a.Value, -a._slopes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator *(in Dual a, in Dual b) => new(a.Value * b.Value, (a._slopes * b.Value) + (b._slopes * a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator /(in Dual a, in Dual b)
    {
        var ratio = a.Value / b.Value;
        return new Dual(ratio, (a._slopes - (b._slopes * ratio)) * (1 / b.Value));
    }

    /// <summary>The variable of this number, which has derivative 1 with respect to itself.</summary>
    internal static Dual Variable(double value, int number) => new(value, Vector512<double>.Zero.WithElement(number, 1));

    Dual Chain(double value, double slope) => new(value, _slopes * slope);

    static double Series(double x, double a, double b, double c, double d, double e, double f) =>
        a + (x * (b + (x * (c + (x * (d + (x * (e + (x * f)))))))));
}
