namespace Assay.Diagnosis;

/// <summary>The best stretch of a curve of which less is better, held against its end.</summary>
/// <param name="Best">Lowest mean of <see cref="Stretch"/> neighbours.</param>
/// <param name="Step">Step of the one in their middle.</param>
/// <param name="Final">Mean of the newest ones.</param>
/// <param name="Since">Values after that stretch.</param>
/// <param name="Errors">By how many standard errors of such a mean the end is above the best.</param>
/// <param name="Limit">What that may come to by chance: 3, and what the lowest of so many means of noise lies below their mean.</param>
sealed record Peak(double Best, double Step, double Final, int Since, double Errors, double Limit)
{
    /// <summary>How many neighbours are averaged, so that one lucky value is no peak.</summary>
    public const int Stretch = 3;

    // A loss that rises by less does not matter, however surely it rises.
    const double Material = 1.05;

    /// <summary>Decades by which the end lies beyond what is material and beyond what noise explains, the lesser of both; positive for a peak that was passed.</summary>
    public double Strength => Since < Stretch ? Math.Min(Rise, -0.01) : Math.Min(Rise, Strengths.Decades(Errors, Limit));

    double Rise => Strengths.Decades(Final, Material * Best);

    /// <summary>The peak of a curve; null for fewer than 6 finite values or a curve that touches 0.</summary>
    public static Peak? Of(Curve curve)
    {
        var finite = curve.Finite();
        if (finite.Count < 2 * Stretch) return null;
        var values = finite.Values;
        double[] means = [.. Enumerable.Range(0, values.Count - Stretch + 1).Select(i => values.Skip(i).Take(Stretch).Average())];
        var place = Array.IndexOf(means, means.Min());
        var (best, final) = (means[place], means[^1]);
        if (best <= 0) return null;
        // Differences of neighbours see the noise and hardly the trend; each holds the noise of two.
        var noise = Robust.Deviation(values.Zip(values.Skip(1), (before, after) => after - before)) / Math.Sqrt(2);
        var error = Math.Max(noise / Math.Sqrt(Stretch), 1e-9 * best);
        return new Peak(best, finite.Steps[place + 1], final, values.Count - place - Stretch, (final - best) / error, 3 + Math.Sqrt(2 * Math.Log(means.Length)));
    }
}
