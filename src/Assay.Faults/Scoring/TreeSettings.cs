namespace Assay.Faults;

/// <summary>How much boosted trees fit.</summary>
/// <param name="Rounds">Trees of each class.</param>
/// <param name="Depth">Questions from root to leaf.</param>
/// <param name="Rate">Share of a leaf's Newton step that is taken.</param>
/// <param name="Ridge">Curvature that is added to a leaf's.</param>
/// <param name="LeastRows">Rows of a leaf.</param>
/// <param name="RowShare">Share of the rows that a tree is grown on.</param>
/// <param name="SignShare">Share of the signs that a tree may ask about.</param>
/// <param name="Seed">Of the draws.</param>
public sealed record TreeSettings(
    int Rounds = 250, int Depth = 4, double Rate = 0.1, double Ridge = 2, int LeastRows = 8, double RowShare = 0.7, double SignShare = 0.35, ulong Seed = 1);
