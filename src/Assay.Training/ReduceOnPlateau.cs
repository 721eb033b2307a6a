namespace Assay.Training;

/// <summary>
/// Lowers the learning rate when a metric stops improving: after more than <see cref="Patience"/> observations without
/// improvement the rate is multiplied by <see cref="Factor"/>. (ReduceLROnPlateau)
/// </summary>
public sealed class ReduceOnPlateau
{
    /// <summary>True if larger metrics are better.</summary>
    public bool Maximize { get; init; }

    /// <summary>What the rate is multiplied by; below 1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Observations without improvement that are borne.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>How much better than the best an improvement must be.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>True if <see cref="Threshold"/> is in the metric's own unit, false if it is a share of the best.</summary>
    public bool Absolute { get; init; }

    /// <summary>Observations after a reduction that do not count.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate is never set lower than this.</summary>
    public double MinimumRate { get; init; }

    /// <summary>Reductions smaller than this are not made.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The best metric so far, the count of bad observations and what is left of a cooldown: all that must be stored to resume.</summary>
    public (double Best, int Bad, int Cooling)? State { get; set; }

    /// <summary>Takes in a metric and returns the rate to go on with.</summary>
    public double Observe(double metric, double rate)
    {
        if (Factor is not (>= 0 and < 1)) throw new InvalidOperationException($"Factor must be at least 0 and below 1; given {Factor}.");
        var (best, bad, cooling) = State ?? (Maximize ? double.NegativeInfinity : double.PositiveInfinity, 0, 0);
        if (Better(metric, best)) (best, bad) = (metric, 0);
        else bad++;
        if (cooling > 0) (cooling, bad) = (cooling - 1, 0);
        if (bad > Patience)
        {
            var reduced = Math.Max(rate * Factor, MinimumRate);
            if (rate - reduced > Epsilon) rate = reduced;
            (cooling, bad) = (Cooldown, 0);
        }
        State = (best, bad, cooling);
        return rate;
    }

    bool Better(double metric, double best)
    {
        if (double.IsInfinity(best)) return Maximize ? metric > best : metric < best;
        var margin = Absolute ? Threshold : Threshold * best;
        return Maximize ? metric > best + margin : metric < best - margin;
    }
}
