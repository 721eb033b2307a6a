namespace Assay.Training;

/// <summary>What a look at the gradients found.</summary>
/// <param name="Norms">Global norms of the latest steps before clipping, the newest last.</param>
/// <param name="Kept">Share of each of them that clipping left.</param>
/// <param name="Weights">Of each trained weight with more than one axis: the norm of its gradient.</param>
/// <param name="Ratios">Norm of the update over that of the weight, for the same weights; empty where nobody measured it.</param>
/// <param name="Retentions">Of each recurrent net: what is left of the gradient after all steps.</param>
sealed record GradientLook(
    IReadOnlyList<double> Norms,
    IReadOnlyList<double> Kept,
    IReadOnlyList<(string Name, double Value)> Weights,
    IReadOnlyList<(string Name, double Value)> Ratios,
    IReadOnlyList<(string Name, double Value)> Retentions);
