namespace Assay.Diagnosis.Forecasts;

/// <summary>Where a curve will stand at a later step: the distribution of the value that will be logged there.</summary>
/// <param name="SeenUntil">Step of the newest value it was made from.</param>
/// <param name="AtStep">The step it is about.</param>
/// <param name="Levels">Shares, rising: with probability <c>Levels[i]</c> the value is at most <c>Values[i]</c>.</param>
/// <param name="Values">Those values, not falling, in the curve's units.</param>
/// <param name="Families">Weight of each family of curves behind it; they add up to 1.</param>
public sealed record Forecast(
    double SeenUntil, double AtStep, IReadOnlyList<double> Levels, IReadOnlyList<double> Values, IReadOnlyDictionary<string, double> Families)
{
    /// <summary>The median.</summary>
    public double Expected => Quantile(0.5);

    /// <summary>Lower end of the interval that covers the outcome in 80 of 100 cases.</summary>
    public double Low => Quantile(0.1);

    /// <summary>Its upper end.</summary>
    public double High => Quantile(0.9);

    /// <summary>The value below which the outcome lies with this probability; between levels the straight line, beyond them the last value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not in 0 .. 1.</exception>
    public double Quantile(double level)
    {
        if (level is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "needed: a probability from 0 to 1");
        return Along(Levels, Values, level);
    }

    /// <summary>Probability that the outcome is at most this value, between the outermost levels.</summary>
    public double Probability(double value) => Along(Values, Levels, value);

    static double Along(IReadOnlyList<double> from, IReadOnlyList<double> to, double place)
    {
        if (place <= from[0]) return to[0];
        for (var i = 1; i < from.Count; i++)
            if (place <= from[i]) return to[i - 1] + (to[i] - to[i - 1]) * (place - from[i - 1]) / (from[i] - from[i - 1]);
        return to[^1];
    }
}
