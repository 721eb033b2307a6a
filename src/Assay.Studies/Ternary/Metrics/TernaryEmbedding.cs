namespace Assay.Studies.Ternary;

/// <summary>Where a model puts all operations, in the order of their indices.</summary>
/// <param name="Radii">Euclidean distance from the origin.</param>
/// <param name="Points">(19683, latent), row by row; empty where only radii were asked for.</param>
/// <param name="Recovered">Whether all nine digits come out right; null for a code that is not decoded.</param>
/// <param name="Curvature">Of the ball.</param>
sealed record TernaryEmbedding(double[] Radii, float[] Points, bool[]? Recovered, double Curvature);
