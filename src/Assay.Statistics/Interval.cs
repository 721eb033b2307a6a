namespace Assay.Statistics;

/// <summary>An estimate and the limits between which what it estimates may well lie.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The lower limit; minus infinity where the data cannot bound it.</param>
/// <param name="High">The upper limit; infinity where the data cannot bound it.</param>
public readonly record struct Interval(double Value, double Low, double High)
{
    /// <summary>Whether <paramref name="value"/> lies outside: an interval of a difference without 0 shows a difference.</summary>
    public bool Excludes(double value) => value < Low || value > High;

    /// <summary>An interval that says nothing but the estimate: one observation has no spread.</summary>
    internal static Interval Unbounded(double value) => new(value, double.NegativeInfinity, double.PositiveInfinity);
}
