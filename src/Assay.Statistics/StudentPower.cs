using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Assay.Statistics;

/// <summary>How many pairs it takes to see a difference, if differences are about normal and judged by Student's test.</summary>
public static class StudentPower
{
    /// <summary>More pairs are not counted.</summary>
    public const int MostPairs = 100_000;

    /// <summary>The chance that Student's two-sided test of so many paired differences shows the one there is (noncentral t distribution).</summary>
    /// <param name="pairs">At least 2.</param>
    /// <param name="difference">The mean difference there is.</param>
    /// <param name="deviation">The standard deviation of the differences, above 0.</param>
    /// <param name="level">The level of the test.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Of(int pairs, double difference, double deviation, double level = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 2);
        if (!double.IsFinite(difference)) throw new ArgumentOutOfRangeException(nameof(difference), difference, "needed: a finite difference");
        if (!(deviation > 0) || double.IsInfinity(deviation)) throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "needed: a deviation above 0");
        Samples.RequireLevel(level);
        var shift = Math.Abs(difference) / deviation * Math.Sqrt(pairs);
        var degrees = pairs - 1;
        var critical = Critical(level, degrees);
        return Beyond(critical, shift, degrees) + Beyond(critical, -shift, degrees);
    }

    /// <summary>The fewest pairs that show a difference with a chance; null where more than <see cref="MostPairs"/> would be needed.</summary>
    /// <param name="difference">The mean difference there is.</param>
    /// <param name="deviation">The standard deviation of the differences; 0 asks for two pairs.</param>
    /// <param name="power">The chance.</param>
    /// <param name="level">The level of the test.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static int? Pairs(double difference, double deviation, double power = 0.8, double level = 0.05)
    {
        Samples.RequireLevel(power);
        if (difference == 0) return null;
        if (deviation == 0) return 2;
        int low = 1, high = 2;
        while (Of(high, difference, deviation, level) < power)
        {
            if (high == MostPairs) return null;
            (low, high) = (high, Math.Min(MostPairs, 2 * high));
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Of(middle, difference, deviation, level) >= power) high = middle;
            else low = middle;
        }

        return high;
    }

    // The library's own inverse has an end that small levels with few degrees of freedom lie beyond.
    static double Critical(double level, int degrees)
    {
        var (low, high) = (0.0, 1.0);
        while (Outside(high) > level) (low, high) = (high, 2 * high);
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (low + high) / 2;
            if (Outside(middle) > level) low = middle;
            else high = middle;
        }

        return high;

        double Outside(double t) => SpecialFunctions.BetaRegularized(degrees / 2.0, 0.5, degrees / (degrees + t * t));
    }

    // P((Z + shift) / s > critical), s = sqrt(chi2 / degrees): Simpson's rule over the density of s.
    static double Beyond(double critical, double shift, int degrees)
    {
        const int Steps = 400;
        var (low, high) = (Math.Max(0, 1 - 7 / Math.Sqrt(degrees)), 1 + 7 / Math.Sqrt(degrees));
        var constant = Math.Log(2) + degrees / 2.0 * Math.Log(degrees / 2.0) - SpecialFunctions.GammaLn(degrees / 2.0);
        var sum = 0.0;
        for (var step = 0; step <= Steps; step++)
        {
            var s = low + (high - low) * step / Steps;
            // At 0 only the density of one degree of freedom is above 0.
            var density = s == 0 ? degrees == 1 ? Math.Exp(constant) : 0 : Math.Exp(constant + (degrees - 1) * Math.Log(s) - degrees * s * s / 2);
            sum += (step is 0 or Steps ? 1 : step % 2 == 1 ? 4 : 2) * density * Normal.CDF(0, 1, shift - critical * s);
        }

        return sum * (high - low) / Steps / 3;
    }
}
