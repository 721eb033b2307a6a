namespace Assay.Runs;

/// <summary>Another explanation of what was found.</summary>
/// <param name="Explanation">One sentence.</param>
/// <param name="Against">What speaks against it, or which experiment would tell; numbers where there are any.</param>
public sealed record Alternative(string Explanation, string Against);
