namespace Assay.Tensors;

/// <summary>How fast a working set is read and updated in place.</summary>
/// <param name="Level">The memory that holds it, such as "second-level cache"; a guess from its size.</param>
/// <param name="Bytes">Size of the working set of one thread.</param>
/// <param name="ReadGigabytesPerSecond">Reading, 10^9 bytes a second over all threads.</param>
/// <param name="UpdateGigabytesPerSecond">Reading and writing each element, both counted.</param>
public sealed record Bandwidth(string Level, int Bytes, double ReadGigabytesPerSecond, double UpdateGigabytesPerSecond);
