namespace Assay.Reports;

/// <summary>What a comparison of two configurations came to.</summary>
public enum SweepStanding
{
    /// <summary>The corrected p-value is below 0.05, and the difference is to its advantage.</summary>
    Better,

    /// <summary>The corrected p-value is below 0.05, and the difference is to its disadvantage.</summary>
    Worse,

    /// <summary>There were seeds enough to show a difference, and none is shown.</summary>
    NotShown,

    /// <summary>No difference, however large, could have been shown with so few seeds.</summary>
    TooFewSeeds,

    /// <summary>Both have the same value with every seed: what distinguishes them has no effect.</summary>
    Equal,
}
