using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// Counts the parameters of a model without building it: with all else fixed the count is a polynomial of degree 2 in the width of the recurrent
/// nets, so three small models of the same design give it exactly.
/// </summary>
static class ParameterCount
{
    public static long Of(PoetryArchitecture architecture)
    {
        // Widths that every number of heads of the design divides.
        var step = Math.Max(1, architecture.Heads);
        long At(int multiple) => new PoetryAutoencoder(architecture with { Hidden = multiple * step, Components = false }, new Rng(0)).ParameterCount;
        var (x, a, b, c) = ((Int128)architecture.Hidden, At(1), At(2), At(3));
        // Newton's form on equal distances; both divisions are exact once the numerators are put together.
        var (first, second) = (b - a, c - (2 * b) + a);
        var numerator = (2 * (Int128)step * step * a) + (2 * (Int128)step * (x - step) * first) + ((x - step) * (x - (2 * step)) * second);
        return (long)(numerator / (2 * step * step));
    }
}
