namespace Assay.Runs;

/// <summary>How well one held-out window was predicted.</summary>
/// <param name="Document">The document's name.</param>
/// <param name="Place">The target's place in its document, from 0.</param>
/// <param name="Cosine">The model's cosine.</param>
/// <param name="Average">That of the linear average.</param>
/// <param name="Last">That of the last vector.</param>
/// <param name="Text">What the target stands for, such as its sentence; null where nothing is known.</param>
/// <param name="Before">What the last vector of the context stands for.</param>
public sealed record WindowPrediction(string Document, int Place, double Cosine, double Average, double Last, string? Text, string? Before);
