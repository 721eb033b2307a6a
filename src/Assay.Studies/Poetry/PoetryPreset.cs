namespace Assay.Studies.Poetry;

/// <summary>A named choice of settings and what it builds on word vectors of 300 floats.</summary>
/// <param name="Name">What <see cref="PoetryOptions.Preset"/> takes.</param>
/// <param name="Summary">One line.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Floats">Floats that cross from encoder to decoder for a full window.</param>
/// <param name="Compression">Floats of a full window's word vectors over <paramref name="Floats"/>.</param>
/// <param name="IsCompressor">False where the decoder also sees all states of the encoder.</param>
public sealed record PoetryPreset(string Name, string Summary, long Parameters, long Floats, double Compression, bool IsCompressor);
