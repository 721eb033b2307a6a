using System.Numerics.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>Angles and lengths of single vectors, in double precision where numbers are summed up.</summary>
static class Directions
{
    /// <summary>The cosine of two vectors; 0 where one has no direction.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (product, first, second) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            double x = a[i], y = b[i];
            product += x * y;
            first += x * x;
            second += y * y;
        }
        return Ratio(product, first, second);
    }

    /// <summary>The cosine of two vectors as seen from a centre.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> centre)
    {
        var (product, first, second) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            double x = (double)a[i] - centre[i], y = (double)b[i] - centre[i];
            product += x * y;
            first += x * x;
            second += y * y;
        }
        return Ratio(product, first, second);
    }

    /// <summary>Mean over components of (a - b)^2.</summary>
    public static double MeanSquare(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum / a.Length;
    }

    /// <summary>A vector brought to a length; one without direction stays 0.</summary>
    public static void Scale(ReadOnlySpan<float> vector, float length, Span<float> result)
    {
        var norm = TensorPrimitives.Norm(vector);
        TensorPrimitives.Multiply(vector, norm > 0 ? length / norm : 0, result);
    }

    static double Ratio(double product, double first, double second) => first == 0 || second == 0 ? 0 : product / Math.Sqrt(first * second);
}
