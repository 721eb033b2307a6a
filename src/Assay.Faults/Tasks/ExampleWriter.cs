namespace Assay.Faults;

/// <summary>Writes one example.</summary>
/// <param name="input">Its input, row-major.</param>
/// <param name="target">Its target, row-major.</param>
public delegate void ExampleWriter(Span<float> input, Span<float> target);
