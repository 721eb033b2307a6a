namespace Assay.Diagnosis;

/// <summary>How little a score changes when something is taken away.</summary>
static class Unchanged
{
    const double Noticeable = 0.05, Smallest = 5e-4;

    /// <summary>Change as a share of the score itself.</summary>
    public static double Share((double Intact, double Changed) pair) => Math.Abs(pair.Changed - pair.Intact) / Math.Max(pair.Intact, 1e-12);

    /// <summary>Decades by which the change stays below 5 %: at most 2.</summary>
    public static double Strength((double Intact, double Changed) pair) => Strengths.Decades(Noticeable, Math.Max(Share(pair), Smallest));
}
