using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Tensors.Kernels;

/// <summary>Which operand a gradient is of.</summary>
enum RowOperand
{
    X,
    Y,
    V,
}

/// <summary>What the gradient of a row's operands is made of: the coefficients, and the derivatives of the loss by the inner products.</summary>
interface IRowSlopes
{
    static abstract int Sign { get; }

    /// <summary>True if the result has one number for each row.</summary>
    static abstract bool PerRow { get; }

    /// <param name="rows">The inner products.</param>
    /// <param name="gx">The product of the result's gradient and x, or the gradient where there is one number for each row.</param>
    /// <param name="gw">That with w.</param>
    /// <param name="gv">That with v.</param>
    static abstract RowKernels.Weights Of(in RowProducts rows, double gx, double gw, double gv);
}

static unsafe partial class RowKernels
{
    /// <summary>Floats that the <see cref="Weights"/> of a row take.</summary>
    public const int WeightFloats = 24;

    /// <summary>First pass of a gradient: the weights of each row.</summary>
    public static void Slopes<S>(in Operands operands, ReadOnlySpan<float> g, Span<float> weights)
        where S : struct, IRowSlopes
    {
        fixed (float* x = operands.X, y = operands.Y, v = operands.V, pg = g, pw = weights)
        {
            var job = new SlopesJob<S> { X = x, Y = y, V = v, G = pg, Weights = (Weights*)pw, Constant = operands.Constant, Width = operands.Width };
            Workers.For(ref job, weights.Length / WeightFloats, Grain);
        }
    }

    /// <summary>Second pass: target (+)= the gradient of one operand.</summary>
    public static void Gradient(
        RowOperand of, int sign, bool perRow, in Operands operands, ReadOnlySpan<float> g, ReadOnlySpan<float> weights, Span<float> target, bool add)
    {
        fixed (float* x = operands.X, y = operands.Y, v = operands.V, pg = g, pw = weights, pt = target)
        {
            var job = new GradientJob
            {
                X = x, Y = y, V = v, G = perRow ? null : pg, Weights = (Weights*)pw, Target = pt, Of = of, Sign = sign, Width = operands.Width, Add = add,
            };
            Workers.For(ref job, weights.Length / WeightFloats, Grain);
        }
    }

    /// <summary>Each row's part of the derivative by the constant.</summary>
    public static void ConstantSlopes(ReadOnlySpan<float> weights, Span<float> target)
    {
        var rows = MemoryMarshal.Cast<float, Weights>(weights);
        for (var i = 0; i < target.Length; i++) target[i] = (float)rows[i].Constant;
    }

    public readonly ref struct Operands(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> v, double constant, int width)
    {
        public readonly ReadOnlySpan<float> X = x, Y = y, V = v;
        public readonly double Constant = constant;
        public readonly int Width = width;
    }

    [StructLayout(LayoutKind.Sequential, Size = WeightFloats * sizeof(float))]
    public struct Weights
    {
        // Coefficients of the combination.
        public double X, W, V;

        // Derivatives of the loss by the products and the constant.
        public double XX, WW, XW, YY, XV, WV, Constant;

        public static Weights Of(in Vector512<double> slopes) => new()
        {
            XX = slopes[0], WW = slopes[1], XW = slopes[2], YY = slopes[3], XV = slopes[4], WV = slopes[5], Constant = slopes[6],
        };
    }

    public struct MapSlopes<M> : IRowSlopes
        where M : struct, IRowMap
    {
        public static int Sign => M.Sign;

        public static bool PerRow => false;

        public static Weights Of(in RowProducts rows, double gx, double gw, double gv)
        {
            var coefficients = M.Of(rows);
            var weights = Weights.Of((coefficients.X.Slopes * gx) + (coefficients.W.Slopes * gw) + (coefficients.V.Slopes * gv));
            (weights.X, weights.W, weights.V) = (coefficients.X.Value, coefficients.W.Value, coefficients.V.Value);
            return weights;
        }
    }

    public struct ReduceSlopes<F> : IRowSlopes
        where F : struct, IRowFunction
    {
        public static int Sign => F.Sign;

        public static bool PerRow => true;

        public static Weights Of(in RowProducts rows, double gx, double gw, double gv) => Weights.Of(F.Of(rows).Slopes * gx);
    }

    struct SlopesJob<S> : IRangeJob
        where S : struct, IRowSlopes
    {
        public float* X, Y, V, G;
        public Weights* Weights;
        public double Constant;
        public int Width;

        public readonly void Run(int begin, int end)
        {
            for (var row = begin; row < end; row++)
            {
                var start = (nint)row * Width;
                float* x = X + start, y = Y is null ? null : Y + start, v = V is null ? null : V + start;
                double gx = 0, gw = 0, gv = 0;
                if (S.PerRow) gx = G[row];
                for (var i = 0; i < Width && !S.PerRow; i++)
                {
                    double g = G[start + i];
                    gx += g * x[i];
                    if (y is not null) gw += g * (y[i] + (S.Sign * (double)x[i]));
                    if (v is not null) gv += g * v[i];
                }
                Weights[row] = S.Of(Products(x, y, v, S.Sign, Constant, Width), gx, gw, gv);
            }
        }
    }

    struct GradientJob : IRangeJob
    {
        public float* X, Y, V, G, Target;
        public Weights* Weights;
        public RowOperand Of;
        public int Sign, Width;
        public bool Add;

        public readonly void Run(int begin, int end)
        {
            for (var row = begin; row < end; row++)
            {
                var start = (nint)row * Width;
                // With w = y + sign x each product gives its share to the operands in it.
                var k = Weights[row];
                var (ofG, ofX, ofW, ofY, ofV) = Of switch
                {
                    RowOperand.X => (k.X + (Sign * k.W), (2 * k.XX) + (Sign * k.XW), k.XW + (2 * Sign * k.WW), 0, k.XV + (Sign * k.WV)),
                    RowOperand.Y => (k.W, k.XW, 2 * k.WW, 2 * k.YY, k.WV),
                    _ => (k.V, k.XV, k.WV, 0.0, 0.0),
                };
                for (var i = 0; i < Width; i++)
                {
                    double x = X[start + i], y = Y is null ? 0 : Y[start + i];
                    var sum = (ofX * x) + (ofW * (y + (Sign * x))) + (ofY * y);
                    if (G is not null) sum += ofG * G[start + i];
                    if (V is not null) sum += ofV * V[start + i];
                    Target[start + i] = (float)(Add ? Target[start + i] + sum : sum);
                }
            }
        }
    }
}
