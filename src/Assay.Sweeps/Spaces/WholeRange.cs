namespace Assay.Sweeps;

/// <summary>Whole numbers from <see cref="Low"/> to <see cref="High"/>, both included.</summary>
public sealed record WholeRange : ParameterRange
{
    /// <exception cref="ArgumentException">High is below low, or low below 1 where steps are relative.</exception>
    public WholeRange(int low, int high, bool log = false)
    {
        if (high < low) throw new ArgumentException($"the range is {low} to {high}; needed: low to high", nameof(high));
        if (log && low < 1) throw new ArgumentException($"the range is logarithmic from {low}; needed: from 1 or more", nameof(low));
        (Low, High, Log) = (low, high, log);
    }

    public int Low { get; }

    public int High { get; }

    /// <summary>Whether equal ratios count alike, instead of equal differences.</summary>
    public bool Log { get; }

    /// <inheritdoc/>
    public override bool Contains(object value) => value is int whole && whole >= Low && whole <= High;
}
