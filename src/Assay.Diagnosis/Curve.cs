namespace Assay.Diagnosis;

/// <summary>The logged values of one metric in the order of their steps.</summary>
public sealed class Curve
{
    readonly List<double> _steps = [], _values = [];

    /// <summary>A curve without points.</summary>
    public static Curve Empty { get; } = new();

    /// <summary>Number of points.</summary>
    public int Count => _values.Count;

    /// <summary>Optimizer updates done at each point, not falling.</summary>
    public IReadOnlyList<double> Steps => _steps;

    /// <summary>The values; NaN and infinities stay in.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The newest value; NaN where there is none.</summary>
    public double Last => Count > 0 ? _values[^1] : double.NaN;

    /// <summary>The first value; NaN where there is none.</summary>
    public double First => Count > 0 ? _values[0] : double.NaN;

    /// <summary>Mean of the finite values among the newest <paramref name="share"/> of the points, at least one; NaN where there is none.</summary>
    public double Tail(double share)
    {
        var from = Count - Math.Max(1, (int)Math.Round(share * Count));
        var (sum, seen) = (0.0, 0);
        for (var i = Math.Max(0, from); i < Count; i++)
            if (double.IsFinite(_values[i])) (sum, seen) = (sum + _values[i], seen + 1);
        return seen > 0 ? sum / seen : double.NaN;
    }

    /// <summary>The same points with other values.</summary>
    public Curve Select(Func<double, double> value)
    {
        var made = new Curve();
        for (var i = 0; i < Count; i++) made.Add(_steps[i], value(_values[i]));
        return made;
    }

    /// <summary>The points whose steps are at most <paramref name="step"/>.</summary>
    public Curve Until(double step)
    {
        var made = new Curve();
        for (var i = 0; i < Count && _steps[i] <= step; i++) made.Add(_steps[i], _values[i]);
        return made;
    }

    internal void Add(double step, double value)
    {
        _steps.Add(step);
        _values.Add(value);
    }
}
