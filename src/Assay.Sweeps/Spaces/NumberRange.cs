namespace Assay.Sweeps;

/// <summary>Numbers from <see cref="Low"/> to <see cref="High"/>, both included.</summary>
public sealed record NumberRange : ParameterRange
{
    /// <exception cref="ArgumentException">A limit is not finite, high is not above low, or low is not above 0 where steps are relative.</exception>
    public NumberRange(double low, double high, bool log = false)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || high <= low) throw new ArgumentException($"the range is {low} to {high}; needed: low to a higher limit", nameof(high));
        if (log && low <= 0) throw new ArgumentException($"the range is logarithmic from {low}; needed: from above 0", nameof(low));
        (Low, High, Log) = (low, high, log);
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>Whether equal ratios count alike, instead of equal differences.</summary>
    public bool Log { get; }

    /// <inheritdoc/>
    public override bool Contains(object value) => value is double number && number >= Low && number <= High;
}
