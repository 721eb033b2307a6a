namespace Assay.Data.Sequences;

/// <summary>Vectors of one document that follow one another without a gap.</summary>
/// <param name="Document">The document's place in its corpus.</param>
/// <param name="First">Row of the first vector.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct Segment(int Document, int First, int Count);
