using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// Fills tensors with their first values, with the semantics of PyTorch's torch.nn.init. A weight stands as
/// (outputs, inputs, ...); further axes count as a receptive field.
/// </summary>
public static class Initialisers
{
    // No probability worth a float lies further out than this many deviations.
    const double Farthest = 9;

    /// <summary>All elements the same.</summary>
    public static void Constant(Tensor tensor, double value) => tensor.Span.Fill((float)value);

    /// <summary>Uniform from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <exception cref="ArgumentException">low is above high.</exception>
    public static void Uniform(Tensor tensor, Rng rng, double low = 0, double high = 1)
    {
        if (!(low <= high)) throw new ArgumentException($"Uniform needs low <= high; given {low} and {high}.");
        foreach (ref var element in tensor.Span) element = (float)(low + ((high - low) * rng.NextFloat()));
    }

    /// <summary>Normal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative.</exception>
    public static void Normal(Tensor tensor, Rng rng, double mean = 0, double deviation = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        foreach (ref var element in tensor.Span) element = (float)(mean + (deviation * rng.NextNormal()));
    }

    /// <summary>
    /// Normal, restricted to <paramref name="low"/> .. <paramref name="high"/> (absolute values, as in PyTorch, not deviations).
    /// </summary>
    /// <exception cref="ArgumentException">The range is empty, or more than 8 deviations away from the mean.</exception>
    public static void TruncatedNormal(Tensor tensor, Rng rng, double mean = 0, double deviation = 1, double low = -2, double high = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        if (!(low < high)) throw new ArgumentException($"TruncatedNormal needs low < high; given {low} and {high}.");
        double start = Math.Max(-Farthest, (low - mean) / deviation), end = Math.Min(Farthest, (high - mean) / deviation);
        if (start > Farthest - 1 || end < 1 - Farthest)
        {
            throw new ArgumentException(
                "TruncatedNormal needs a range within 8 deviations of the mean; " +
                $"given {low} to {high} around {mean} with deviation {deviation}.");
        }
        var peak = Math.Clamp(0, start, end);
        foreach (ref var element in tensor.Span)
        {
            double draw;
            // Rejection under the density's highest point in the range.
            do draw = start + ((end - start) * rng.NextDouble());
            while (rng.NextDouble() >= Math.Exp(((peak * peak) - (draw * draw)) / 2));
            element = (float)Math.Clamp(mean + (deviation * draw), low, high);
        }
    }

    /// <summary>Uniform with deviation gain * sqrt(2 / (fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    public static void XavierUniform(Tensor weight, Rng rng, double gain = 1) => Symmetric(weight, rng, XavierDeviation(weight, gain));

    /// <summary>Normal with deviation gain * sqrt(2 / (fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    public static void XavierNormal(Tensor weight, Rng rng, double gain = 1) => Normal(weight, rng, 0, XavierDeviation(weight, gain));

    /// <summary>Uniform with deviation gain / sqrt(fan) (He et al. 2015). <paramref name="slope"/> is that of a leaky ReLU.</summary>
    public static void KaimingUniform(
        Tensor weight, Rng rng, double slope = 0, FanMode mode = FanMode.In, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu) =>
        Symmetric(weight, rng, KaimingDeviation(weight, slope, mode, nonlinearity));

    /// <summary>Normal with deviation gain / sqrt(fan) (He et al. 2015). <paramref name="slope"/> is that of a leaky ReLU.</summary>
    public static void KaimingNormal(
        Tensor weight, Rng rng, double slope = 0, FanMode mode = FanMode.In, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu) =>
        Normal(weight, rng, 0, KaimingDeviation(weight, slope, mode, nonlinearity));

    /// <summary>
    /// A random orthogonal matrix times <paramref name="gain"/>: of the rows (axis 0) and the columns (all other axes), whichever
    /// are fewer are orthonormal (Saxe et al. 2013).
    /// </summary>
    public static void Orthogonal(Tensor weight, Rng rng, double gain = 1)
    {
        NeedMatrix(weight, nameof(Orthogonal));
        int rows = weight.Dims[0], columns = rows == 0 ? 0 : weight.Count / rows;
        int vectors = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var basis = new double[vectors][];
        for (var i = 0; i < vectors; i++)
        {
            basis[i] = new double[length];
            foreach (ref var component in basis[i].AsSpan()) component = rng.NextNormal();
            // Gram-Schmidt; the second pass takes away what rounding left in the first.
            for (var pass = 0; pass < 2; pass++)
                for (var j = 0; j < i; j++)
                    AddScaled(basis[i], basis[j], -Dot(basis[i], basis[j]));
            var size = Math.Sqrt(Dot(basis[i], basis[i]));
            foreach (ref var component in basis[i].AsSpan()) component /= size;
        }
        var elements = weight.Span;
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                elements[(row * columns) + column] = (float)(gain * (rows <= columns ? basis[row][column] : basis[column][row]));
    }

    /// <summary>The factor by which a weight before this nonlinearity is larger than one before none.</summary>
    public static double Gain(Nonlinearity nonlinearity, double slope = 0.01) => nonlinearity switch
    {
        Nonlinearity.Linear or Nonlinearity.Sigmoid => 1,
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.Relu => Math.Sqrt(2),
        Nonlinearity.LeakyRelu => Math.Sqrt(2 / (1 + (slope * slope))),
        _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity, "Not a nonlinearity."),
    };

    /// <summary>How many inputs a unit sums and how many outputs an input feeds, for a weight (outputs, inputs, ...).</summary>
    /// <exception cref="ShapeException">The weight has fewer than two axes.</exception>
    public static (int In, int Out) Fans(Tensor weight)
    {
        NeedMatrix(weight, nameof(Fans));
        var field = 1;
        foreach (var dim in weight.Dims[2..]) field *= dim;
        return (weight.Dims[1] * field, weight.Dims[0] * field);
    }

    static void Symmetric(Tensor weight, Rng rng, double deviation)
    {
        var bound = Math.Sqrt(3) * deviation;
        Uniform(weight, rng, -bound, bound);
    }

    static double XavierDeviation(Tensor weight, double gain)
    {
        var fans = Fans(weight);
        return gain * Math.Sqrt(2.0 / (fans.In + fans.Out));
    }

    static double KaimingDeviation(Tensor weight, double slope, FanMode mode, Nonlinearity nonlinearity)
    {
        var fans = Fans(weight);
        return Gain(nonlinearity, slope) / Math.Sqrt(mode == FanMode.In ? fans.In : fans.Out);
    }

    static void NeedMatrix(Tensor weight, string what)
    {
        if (weight.Rank < 2)
            throw new ShapeException($"{what} needs a weight with at least 2 axes (outputs, inputs); given {weight}.");
    }

    static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    static void AddScaled(double[] target, double[] source, double scale)
    {
        for (var i = 0; i < target.Length; i++) target[i] += scale * source[i];
    }
}
