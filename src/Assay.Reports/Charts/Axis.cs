using System.Globalization;

namespace Assay.Reports;

/// <summary>One axis of a chart: its range, its ticks at round numbers and the way from a value to a pixel.</summary>
sealed class Axis
{
    // Beyond this, differences of two values may overflow; such values are drawn as gaps.
    const double Largest = 1e150;

    readonly double _from;
    readonly double _to;
    readonly double _step;

    Axis(bool log, double low, double high, double from, double to, double step, IReadOnlyList<double> ticks)
    {
        (Log, Low, High, Ticks) = (log, low, high, ticks);
        (_from, _to, _step) = (from, to, step);
    }

    public bool Log { get; }
    public double Low { get; }
    public double High { get; }
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Whether a value has a place on an axis of this kind.</summary>
    public static bool CanShow(double value, bool log) => Math.Abs(value) < Largest && (!log || value > 1 / Largest);

    /// <summary>
    /// An axis over the values that can be shown, from pixel <paramref name="from"/> to pixel <paramref name="to"/>, with about
    /// <paramref name="ticks"/> ticks. A <paramref name="tight"/> one ends at the data instead of at the next tick.
    /// </summary>
    public static Axis Over(IEnumerable<double> values, bool log, double from, double to, bool tight = false, int ticks = 6)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!CanShow(value, log)) continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        if (low > high) (low, high) = log ? (0.1, 1) : (0, 1);
        return log ? Logarithmic(low, high, from, to, tight, ticks) : Linear(low, high, from, to, tight, ticks);
    }

    /// <summary>The pixel of a value.</summary>
    public double At(double value)
    {
        var share = Log
            ? (Math.Log10(value) - Math.Log10(Low)) / (Math.Log10(High) - Math.Log10(Low))
            : (value - Low) / (High - Low);
        return _from + share * (_to - _from);
    }

    /// <summary>The label of a tick: as many decimals as the distance between ticks needs.</summary>
    public string Label(double tick)
    {
        if (tick == 0) return "0";
        var magnitude = Math.Max(Math.Abs(Low), Math.Abs(High));
        // One notation for the whole axis: plain where that stays short.
        if (magnitude >= 1e6 || magnitude < 1e-3 || (Log && Low < 1e-5)) return tick.ToString("0.###e0", CultureInfo.InvariantCulture);
        if (Log) return tick.ToString("#,0.######", CultureInfo.InvariantCulture);
        var decimals = 0;
        for (var step = _step; decimals < 9 && (step < 0.5 || Math.Abs(step - Math.Round(step)) > 1e-6); step *= 10) decimals++;
        return tick.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }

    static Axis Linear(double low, double high, double from, double to, bool tight, int wanted)
    {
        // A flat line gets room around it, and so does one whose range is only rounding noise.
        if (high - low <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)))
        {
            var room = low == 0 ? 1 : Math.Abs(low) * 0.5;
            (low, high) = (low - room, high + room);
        }
        var step = RoundStep((high - low) / Math.Max(1, wanted - 1));
        var (first, last) = (Math.Floor(low / step + 1e-9), Math.Ceiling(high / step - 1e-9));
        if (!tight) (low, high) = (first * step, last * step);
        var ticks = new List<double>();
        for (var i = first; i <= last; i++)
            if (i * step >= low - step * 1e-9 && i * step <= high + step * 1e-9) ticks.Add(i * step);
        return new Axis(false, low, high, from, to, step, ticks);
    }

    static Axis Logarithmic(double low, double high, double from, double to, bool tight, int wanted)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low) + 1e-9), (int)Math.Ceiling(Math.Log10(high) - 1e-9));
        if (first == last) (first, last) = (first - 1, last + 1);
        double[] multiples = high / low < 5 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : last - first <= (tight ? 3 : 2) ? [1, 2, 5] : [1];
        var stride = (last - first + wanted - 1) / wanted;
        var all = new List<double>();
        for (var decade = first; decade <= last; decade += stride)
            foreach (var multiple in multiples) all.Add(multiple * Math.Pow(10, decade));
        var (below, above) = (Math.Pow(10, first), Math.Pow(10, last));
        if (multiples.Length > 1)
        {
            below = all.Last(t => t <= low * 1.0000001);
            above = all.First(t => t >= high * 0.9999999 && t > below);
        }
        if (tight && high > low) (below, above) = (low, high);
        return new Axis(true, below, above, from, to, 1, [.. all.Where(t => t >= below * 0.9999999 && t <= above * 1.0000001)]);
    }

    /// <summary>The next of 1, 2, 2.5, 5 times a power of ten that is not below the step asked for.</summary>
    static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 2.5, 5])
            if (factor * power >= step * 0.9999999) return factor * power;
        return 10 * power;
    }
}
