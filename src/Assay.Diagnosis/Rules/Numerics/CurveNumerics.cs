namespace Assay.Diagnosis;

/// <summary>Other curves made of one curve; each is linear in its length.</summary>
static class CurveNumerics
{
    /// <summary>The points with finite values.</summary>
    public static Curve Finite(this Curve curve) => curve.Where((_, value) => double.IsFinite(value));

    /// <summary>The newest share of the points.</summary>
    /// <param name="curve">All points.</param>
    /// <param name="share">0 to 1; at least one point stays.</param>
    public static Curve Newest(this Curve curve, double share)
    {
        var from = curve.Count - Math.Max(1, (int)Math.Round(share * curve.Count));
        return curve.Where((index, _) => index >= from);
    }

    /// <summary>The oldest share of the points.</summary>
    /// <inheritdoc cref="Newest" path="/param"/>
    public static Curve Oldest(this Curve curve, double share)
    {
        var until = Math.Max(1, (int)Math.Round(share * curve.Count));
        return curve.Where((index, _) => index < until);
    }

    /// <summary>At most so many points: means of the finite values of neighbours, at the means of their steps.</summary>
    public static Curve Thinned(this Curve curve, int points)
    {
        if (curve.Count <= points) return curve;
        var made = new Curve();
        for (var bin = 0; bin < points; bin++)
        {
            var (from, until) = (Edge(curve.Count, points, bin), Edge(curve.Count, points, bin + 1));
            var (step, value, seen) = (0.0, 0.0, 0);
            for (var i = from; i < until; i++)
                if (double.IsFinite(curve.Values[i])) (step, value, seen) = (step + curve.Steps[i], value + curve.Values[i], seen + 1);
            if (seen > 0) made.Add(step / seen, value / seen);
        }

        return made;
    }

    /// <summary>
    /// What is left of a curve without its trend, which is drawn in straight lines through the medians of up to 16 stretches. Values that
    /// are not finite are left out.
    /// </summary>
    public static Curve Detrended(this Curve curve)
    {
        const int Stretches = 16, Least = 4;
        var finite = curve.Finite();
        var count = Math.Clamp(finite.Count / Least, 1, Stretches);
        var (places, levels) = (new double[count], new double[count]);
        for (var bin = 0; bin < count; bin++)
        {
            var (from, until) = (Edge(finite.Count, count, bin), Edge(finite.Count, count, bin + 1));
            places[bin] = (from + until - 1) / 2.0;
            levels[bin] = Robust.Median(finite.Values.Skip(from).Take(until - from));
        }

        var made = new Curve();
        for (int i = 0, bin = 0; i < finite.Count; i++)
        {
            while (bin < count - 2 && i > places[bin + 1]) bin++;
            var trend = count == 1 ? levels[0] : levels[bin] + (levels[bin + 1] - levels[bin]) * (i - places[bin]) / (places[bin + 1] - places[bin]);
            made.Add(finite.Steps[i], finite.Values[i] - trend);
        }

        return made;
    }

    /// <summary>
    /// A loss whose ratios mean something: the finite values, and where one of them is zero or less, as of a negative log-likelihood, all
    /// of them raised so that the least is a tenth of their range.
    /// </summary>
    public static Curve Raised(this Curve loss)
    {
        var finite = loss.Finite();
        if (finite.Count == 0) return finite;
        var (least, largest) = (finite.Values.Min(), finite.Values.Max());
        if (least > 0) return finite;
        var raised = (largest > least ? 0.1 * (largest - least) : 1) - least;
        return finite.Select(value => value + raised);
    }

    /// <summary>Natural logarithm of a loss, raised where it must be.</summary>
    public static Curve Log(this Curve loss) => loss.Raised().Select(Math.Log);

    static Curve Where(this Curve curve, Func<int, double, bool> wanted)
    {
        var made = new Curve();
        for (var i = 0; i < curve.Count; i++)
            if (wanted(i, curve.Values[i])) made.Add(curve.Steps[i], curve.Values[i]);
        return made;
    }

    static int Edge(int count, int bins, int bin) => (int)((long)count * bin / bins);
}
