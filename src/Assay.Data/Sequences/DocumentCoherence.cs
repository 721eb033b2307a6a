namespace Assay.Data.Sequences;

/// <summary>How alike the neighbours of a document are.</summary>
/// <param name="Document">Its name.</param>
/// <param name="Vectors">How many it has.</param>
/// <param name="Cosine">The mean cosine of neighbours.</param>
public readonly record struct DocumentCoherence(string Document, int Vectors, double Cosine);
