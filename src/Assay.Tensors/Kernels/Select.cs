namespace Assay.Tensors.Kernels;

/// <summary>One element of each line along the middle axis of (outer, count, inner), chosen by its position.</summary>
static class Select
{
    /// <summary>y[o, i] = x[o, position[o, i], i].</summary>
    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<int> position, Span<float> y, int count, int inner)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[Offset(i, position[i], count, inner)];
    }

    /// <summary>dx[o, position[o, i], i] += g[o, i].</summary>
    public static void Backward(ReadOnlySpan<float> g, ReadOnlySpan<int> position, Span<float> dx, int count, int inner)
    {
        for (var i = 0; i < g.Length; i++) dx[Offset(i, position[i], count, inner)] += g[i];
    }

    static int Offset(int line, int position, int count, int inner) =>
        (((line / inner * count) + position) * inner) + (line % inner);
}
