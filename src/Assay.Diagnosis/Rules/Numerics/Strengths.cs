namespace Assay.Diagnosis;

/// <summary>Ways from a measurement to a <see cref="Symptom.Strength"/>: continuous, rising, free of scale and always finite.</summary>
static class Strengths
{
    /// <summary>Largest absolute strength: what lies further out says no more.</summary>
    public const double Largest = 6;

    /// <summary>A strength within bounds; NaN counts as nothing seen.</summary>
    public static double Bounded(double strength) => double.IsNaN(strength) ? -Largest : Math.Clamp(strength, -Largest, Largest);

    /// <summary>log10 of a value over its threshold, both positive; anything else is as weak as can be.</summary>
    public static double Decades(double value, double threshold) => value > 0 && threshold > 0 ? Bounded(Math.Log10(value / threshold)) : -Largest;

    /// <summary>log10 of the odds of a share over those of its threshold; both from 0 to 1.</summary>
    public static double Odds(double share, double threshold = 0.5)
    {
        const double Smallest = 1e-3;
        share = Math.Clamp(share, Smallest, 1 - Smallest);
        return Bounded(Math.Log10(share / (1 - share)) - Math.Log10(threshold / (1 - threshold)));
    }
}
