namespace Assay.Training;

/// <summary>
/// A limit on the gradient's norm that follows the norms it meets. It looks at the last 20, at least 10 steps after it last
/// changed: where clipping leaves less than half of them on average it rises to 1.15 of itself; where it hardly clips and the norms are below 0.3 of
/// it, it falls to 0.895; where they scatter by more than 1.5 of their mean it rises to 1.075. It stays within 0.1 and 50.
/// </summary>
public sealed class AdaptiveClip
{
    /// <summary>The limit's bounds.</summary>
    public const double Lowest = 0.1, Highest = 50;

    const int Window = 20, Interval = 10;

    readonly double[] _norms = new double[Window], _kept = new double[Window];
    int _seen, _sinceChange;

    /// <summary>A limit that begins at <paramref name="limit"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its bounds.</exception>
    public AdaptiveClip(double limit) => Limit = limit is >= Lowest and <= Highest
        ? limit
        : throw new ArgumentOutOfRangeException(nameof(limit), limit, $"An adaptive limit begins at {Lowest} to {Highest}; given {limit}.");

    /// <summary>The limit of the next step.</summary>
    public double Limit { get; private set; }

    /// <summary>Takes in the norm of a step that was clipped at <see cref="Limit"/>, and returns the limit of the next one.</summary>
    public double Observe(double norm)
    {
        var place = _seen++ % Window;
        (_norms[place], _kept[place]) = (norm, Clipping.Factor(norm, Limit));
        _sinceChange++;
        if (_seen < Window || _sinceChange < Interval) return Limit;
        var factor = Factor();
        if (factor == 1) return Limit;
        Limit = Math.Clamp(Limit * factor, Lowest, Highest);
        _sinceChange = 0;
        return Limit;
    }

    /// <summary>What to store to go on from here.</summary>
    public double[] State() => [Limit, _seen, _sinceChange, .. _norms, .. _kept];

    /// <summary>Goes on from what <see cref="State"/> gave.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public void Load(IReadOnlyList<double> state)
    {
        if (state.Count != 3 + (2 * Window)) throw new ArgumentException($"An adaptive limit's state has {3 + (2 * Window)} numbers; given {state.Count}.", nameof(state));
        (Limit, _seen, _sinceChange) = (state[0], (int)state[1], (int)state[2]);
        for (var i = 0; i < Window; i++) (_norms[i], _kept[i]) = (state[3 + i], state[3 + Window + i]);
    }

    double Factor()
    {
        var (mean, kept) = (_norms.Average(), _kept.Average());
        if (kept < 0.5) return 1.15;
        if (kept > 0.95 && mean < 0.3 * Limit) return 0.895;
        var deviation = Math.Sqrt(_norms.Average(norm => (norm - mean) * (norm - mean)));
        return deviation > 1.5 * mean ? 1.075 : 1;
    }
}
