namespace Assay.Diagnosis;

/// <summary>
/// By which factor a falling loss would fall further. Curves a + b t^-c and a + b exp(-c t) with a and b not negative are fitted for many c, and a
/// constant; each counts by its Bayesian information criterion (Schwarz 1978), so that the interval is as wide as the curves
/// disagree and as b is uncertain.
/// </summary>
/// <param name="Gain">log10 of the loss now over the loss predicted: the weighted median of the fits.</param>
/// <param name="Low">Its 10 % quantile.</param>
/// <param name="High">Its 90 % quantile.</param>
sealed record Extrapolation(double Gain, double Low, double High)
{
    const int Points = 64, Least = 6;
    const double Transient = 0.1, Smallest = 1e-12;

    static readonly double[] Powers = [0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3];
    static readonly double[] Speeds = [0.3, 0.6, 1, 1.5, 2, 3, 4, 6, 9, 14, 20];

    /// <summary>From a curve to a training longer by a factor; null for too few points.</summary>
    /// <param name="loss">Positive where possible; see <see cref="CurveNumerics.Raised"/>.</param>
    /// <param name="longer">Steps of the longer training over those of this one.</param>
    public static Extrapolation? Of(Curve loss, double longer = 2)
    {
        var all = loss.Raised();
        if (all.Count < Least || all.Steps[^1] <= 0) return null;
        var end = all.Steps[^1];
        // The first steps fall for reasons of their own.
        var points = all.Newest(1 - Transient).Thinned(Points);
        var times = points.Steps.Select(step => Math.Max(step / end, 1e-6)).ToArray();
        var fits = new List<Fit> { Constant(points.Values) };
        foreach (var power in Powers) Add(fits, times, points.Values, time => Math.Pow(time, -power), longer);
        foreach (var speed in Speeds) Add(fits, times, points.Values, time => Math.Exp(-speed * time), longer);

        var best = fits.Min(fit => fit.Criterion);
        var weighted = fits.Select(fit => (fit.Gain, Weight: fit.Share * Math.Exp(-0.5 * (fit.Criterion - best)))).OrderBy(fit => fit.Gain).ToList();
        var total = weighted.Sum(fit => fit.Weight);
        return new Extrapolation(Quantile(weighted, 0.5 * total), Quantile(weighted, 0.1 * total), Quantile(weighted, 0.9 * total));
    }

    static Fit Constant(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return new Fit(0, Criterion(values.Sum(value => (value - mean) * (value - mean)), values, 1), 1);
    }

    static void Add(List<Fit> fits, double[] times, IReadOnlyList<double> values, Func<double, double> shape, double longer)
    {
        var terms = times.Select(shape).ToArray();
        var (meanTerm, mean) = (terms.Average(), values.Average());
        double products = 0, squares = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            products += (terms[i] - meanTerm) * (values[i] - mean);
            squares += (terms[i] - meanTerm) * (terms[i] - meanTerm);
        }

        if (!(squares > 0) || products <= 0) return;
        var raised = values.Zip(terms, (value, term) => value * term).Sum() / terms.Sum(term => term * term);
        // A loss that cannot be negative has no negative limit.
        (double Floor, double Slope) At(double slope) => mean - slope * meanTerm is > 0 and var floor ? (floor, Math.Max(slope, 0)) : (0, raised);
        var fitted = At(products / squares);
        var residual = values.Zip(terms, (value, term) => value - fitted.Floor - fitted.Slope * term).Sum(error => error * error);
        var (criterion, error) = (Criterion(residual, values, 3), Math.Sqrt(residual / Math.Max(1, values.Count - 3) / squares));
        // Three nodes of Gauss and Hermite stand for the normal error of the slope.
        foreach (var (errors, share) in new[] { (-Math.Sqrt(3), 1.0 / 6), (0, 2.0 / 3), (Math.Sqrt(3), 1.0 / 6) })
        {
            var (floor, slope) = At(products / squares + errors * error);
            var (now, then) = (floor + slope * shape(1), floor + slope * shape(longer));
            if (now > 0 && then > 0) fits.Add(new Fit(Math.Log10(now / then), criterion, share));
        }
    }

    static double Criterion(double residual, IReadOnlyList<double> values, int parameters)
    {
        var scale = values.Sum(value => value * value);
        return values.Count * Math.Log(Math.Max(residual / scale, Smallest)) + parameters * Math.Log(values.Count);
    }

    static double Quantile(List<(double Gain, double Weight)> weighted, double mass)
    {
        var seen = 0.0;
        foreach (var (gain, weight) in weighted)
            if ((seen += weight) >= mass) return gain;
        return weighted[^1].Gain;
    }

    readonly record struct Fit(double Gain, double Criterion, double Share);
}
