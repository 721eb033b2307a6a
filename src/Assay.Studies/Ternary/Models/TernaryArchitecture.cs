namespace Assay.Studies.Ternary;

/// <summary>What a <see cref="TernaryModel"/> is built from.</summary>
/// <param name="Latent">Numbers of a code.</param>
/// <param name="Hidden">Width of the projections.</param>
/// <param name="Layers">Hidden layers of the projections.</param>
/// <param name="Dropout">In the projections.</param>
/// <param name="MaxRadius">Euclidean radius that no point reaches.</param>
/// <param name="Curvature">c: the ball ends at 1 / sqrt(c).</param>
/// <param name="CurvatureLearned">Whether each projection learns its own, beginning there.</param>
/// <param name="Controller">Whether a net sets weights of the loss.</param>
/// <param name="Prototypes">Whether each level has a point of the ball of its own.</param>
sealed record TernaryArchitecture(
    int Latent = 16, int Hidden = 64, int Layers = 1, double Dropout = 0, double MaxRadius = 0.95, double Curvature = 1, bool CurvatureLearned = false, bool Controller = false, bool Prototypes = false);
