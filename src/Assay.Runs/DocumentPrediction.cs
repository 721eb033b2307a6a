namespace Assay.Runs;

/// <summary>How well one held-out document was predicted.</summary>
/// <param name="Name">The document's name.</param>
/// <param name="Windows">Its windows.</param>
/// <param name="Cosine">The model's mean cosine.</param>
/// <param name="Average">That of the linear average.</param>
/// <param name="Last">That of the last vector, which says how coherent the document is.</param>
public sealed record DocumentPrediction(string Name, int Windows, double Cosine, double Average, double Last);
