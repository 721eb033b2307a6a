namespace Assay.Runs;

/// <summary>One operation in a picture of the ball.</summary>
/// <param name="Operation">Its index.</param>
/// <param name="Level">Its valuation.</param>
/// <param name="Radius">Euclidean distance from the origin.</param>
/// <param name="Place">Coordinates along the two directions in which points are farthest from the origin.</param>
public sealed record LevelPoint(int Operation, int Level, double Radius, double[] Place);
