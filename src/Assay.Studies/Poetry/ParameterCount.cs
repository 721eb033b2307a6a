using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// Counts the parameters of a model without building it: with all else fixed the count is a polynomial of degree 2 in the width of the recurrent
/// nets, so three small models of the same design give it exactly. Only where a net is as wide as what it reads, a residual needs no map and the
/// polynomial is another one; such a model is built.
/// </summary>
static class ParameterCount
{
    public static long Of(PoetryArchitecture architecture)
    {
        if (IsAsWideAsItReads(architecture, architecture.Hidden)) return Built(architecture);
        // Widths that every number of heads of the design divides.
        Int128[] at = [.. Enumerable.Range(1, 16).Select(i => i * architecture.Heads).Where(width => !IsAsWideAsItReads(architecture, width)).Take(3)];
        Int128[] counts = [.. at.Select(width => Built(architecture with { Hidden = (int)width }))];
        Int128 d0 = architecture.Hidden - at[0], d1 = architecture.Hidden - at[1], d2 = architecture.Hidden - at[2];
        // Lagrange's form over a common denominator, so that the division is exact.
        var numerator = (counts[0] * d1 * d2 * (at[1] - at[2])) - (counts[1] * d0 * d2 * (at[0] - at[2])) + (counts[2] * d0 * d1 * (at[0] - at[1]));
        return (long)(numerator / ((at[0] - at[1]) * (at[0] - at[2]) * (at[1] - at[2])));
    }

    // Without the path of components, which is large and has no parameters.
    static long Built(PoetryArchitecture architecture) => new PoetryAutoencoder(architecture with { Components = false }, new Rng(0)).ParameterCount;

    static bool IsAsWideAsItReads(PoetryArchitecture architecture, int hidden) => architecture.Residual
        && new[] { 1, architecture.Width, architecture.Positional, architecture.Width + architecture.Positional }.Any(inputs => inputs == hidden || inputs == 2 * hidden);
}
