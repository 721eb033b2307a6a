using Assay.Tensors;
using Assay.Tests.Tensors;

namespace Assay.Tests.Modules.Hyperbolic;

/// <summary>Maps of the Poincare ball by their textbook formulas, in doubles, one row at a time.</summary>
static class BallReference
{
    public static double[] Add(double c, double[] x, double[] y)
    {
        double xy = Dot(x, y), xx = Dot(x, x), yy = Dot(y, y);
        var scale = 1 + (2 * c * xy) + (c * c * xx * yy);
        return Zip(x, y, (a, b) => (((1 + (2 * c * xy) + (c * yy)) * a) + ((1 - (c * xx)) * b)) / scale);
    }

    public static double Distance(double c, double[] x, double[] y) => 2 / Math.Sqrt(c) * Math.Atanh(Math.Sqrt(c) * Norm(Add(c, Times(-1, x), y)));

    public static double Factor(double c, double[] x) => 2 / (1 - (c * Dot(x, x)));

    public static double[] Exp(double c, double[] x, double[] v)
    {
        var norm = Norm(v);
        return norm == 0 ? x : Add(c, x, Times(Math.Tanh(Math.Sqrt(c) * Factor(c, x) * norm / 2) / (Math.Sqrt(c) * norm), v));
    }

    public static double[] Log(double c, double[] x, double[] y)
    {
        var difference = Add(c, Times(-1, x), y);
        var norm = Norm(difference);
        return norm == 0 ? difference : Times(2 / (Math.Sqrt(c) * Factor(c, x)) * Math.Atanh(Math.Sqrt(c) * norm) / norm, difference);
    }

    /// <summary>The gyration by Ungar's definition, which holds for points, of a vector made short enough to be one.</summary>
    public static double[] Transport(double c, double[] x, double[] y, double[] v)
    {
        const double Short = 1e-2;
        var inner = Add(c, y, Add(c, Times(-1, x), Times(Short, v)));
        var gyrated = Add(c, Times(-1, Add(c, y, Times(-1, x))), inner);
        return Times(Factor(c, x) / Factor(c, y) / Short, gyrated);
    }

    public static double[] Project(double c, double[] x)
    {
        var limit = (1 - 1e-6) / Math.Sqrt(c);
        return Norm(x) > limit ? Times(limit / Norm(x), x) : x;
    }

    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    public static double Norm(double[] x) => Math.Sqrt(Dot(x, x));

    public static double[] Times(double scale, double[] x) => Array.ConvertAll(x, value => scale * value);

    public static double[] Zip(double[] x, double[] y, Func<double, double, double> function) => [.. x.Zip(y, function)];

    /// <summary>A formula on rows as one on arrays (..., width) of equal shape, followed by the curvature as an array of one.</summary>
    public static Func<Array64[], Array64> ByRow(Func<double, double[][], double[]> formula) => inputs =>
    {
        var (operands, c) = (inputs[..^1], inputs[^1][0]);
        var width = operands[0].Dims[^1];
        var rows = Enumerable.Range(0, operands[0].Count / width)
            .Select(row => formula(c, Array.ConvertAll(operands, x => x.Values[(row * width)..((row + 1) * width)]))).ToArray();
        int[] dims = rows[0].Length == width && width > 1 ? operands[0].Dims : operands[0].Dims[..^1];
        return new Array64([.. rows.SelectMany(row => row)], dims);
    };

    /// <summary>Rows whose norms are shares of the ball's radius drawn in low..high.</summary>
    public static Array64 Points(Rng rng, double c, double low, double high, params int[] dims)
    {
        var points = Array64.Zeros(dims);
        for (var start = 0; start < points.Count; start += dims[^1])
        {
            var direction = Enumerable.Range(0, dims[^1]).Select(_ => (double)rng.NextNormal()).ToArray();
            var radius = (low + ((high - low) * rng.NextDouble())) / Math.Sqrt(c);
            for (var i = 0; i < dims[^1]; i++) points[start + i] = (float)(direction[i] / Norm(direction) * radius);
        }
        return points;
    }
}
