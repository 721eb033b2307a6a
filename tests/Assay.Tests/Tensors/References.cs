namespace Assay.Tests.Tensors;

/// <summary>Mathematics in doubles that the references of the ops share.</summary>
static class References
{
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The error function by its power series; by the complementary continued fraction where that converges faster.</summary>
    public static double Erf(double x)
    {
        if (x < 0) return -Erf(-x);
        if (x > 3) return 1 - Complement(x);
        double sum = 0, term = x;
        for (var n = 0; n < 200; n++)
        {
            sum += term / ((2 * n) + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    public static double[] Softmax(double[] x)
    {
        var max = x.Max();
        var e = Array.ConvertAll(x, value => Math.Exp(value - max));
        var sum = e.Sum();
        return Array.ConvertAll(e, value => value / sum);
    }

    public static double[] LogSoftmax(double[] x)
    {
        var max = x.Max();
        var log = Math.Log(x.Sum(value => Math.Exp(value - max)));
        return Array.ConvertAll(x, value => value - max - log);
    }

    static double Complement(double x)
    {
        var fraction = x;
        for (var n = 80; n > 0; n--) fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
