using Assay.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Studies.Poetry;

/// <summary>The directions in which whole windows differ most.</summary>
sealed class PrincipalComponents : LinearCode
{
    /// <param name="windows">What to fit on.</param>
    /// <param name="fill">The vector of places without a token, (width).</param>
    /// <param name="count">How many directions; at most one less than there are windows.</param>
    public PrincipalComponents(PoetryWindows windows, ReadOnlySpan<float> fill, int count)
    {
        count = Math.Min(count, windows.Count - 1);
        var rows = Flat(windows, fill);
        Center = rows.Mean(0);
        rows -= Center;
        // The products of the few windows instead of those of the many components: X X' = U S U', directions X' U / sqrt(S).
        var products = rows.MatMul(rows, transposeB: true);
        var found = Matrix<double>.Build.Dense(windows.Count, windows.Count, (i, j) => products.Span[(i * windows.Count) + j]).Evd(Symmetricity.Symmetric);
        var weights = Tensor.Zeros(windows.Count, count);
        Deviations = new float[count];
        for (var k = 0; k < count; k++)
        {
            var column = windows.Count - 1 - k;
            var scale = Math.Sqrt(Math.Max(found.EigenValues[column].Real, 1e-12));
            Deviations[k] = (float)(scale / Math.Sqrt(windows.Count));
            for (var i = 0; i < windows.Count; i++) weights.Span[(i * count) + k] = (float)(found.EigenVectors[i, column] / scale);
        }
        Directions = weights.MatMul(rows, transposeA: true);
    }

    public override Tensor Center { get; }

    public override Tensor Directions { get; }

    public override float[] Deviations { get; }
}
