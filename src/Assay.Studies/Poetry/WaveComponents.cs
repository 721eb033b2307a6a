using Assay.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Studies.Poetry;

/// <summary>
/// Waves over the places of a window (discrete cosine transform II) along the principal directions of its vectors: of all pairs of a wave and a direction
/// those in which windows differ most. A direction is fitted on every token instead of on every window, so it holds on windows that were not
/// seen where principal components of whole windows, which need more windows than there are, do not.
/// </summary>
sealed class WaveComponents : LinearCode
{
    /// <inheritdoc cref="PrincipalComponents(PoetryWindows, ReadOnlySpan{float}, int)"/>
    /// <param name="windows">What to fit on.</param>
    /// <param name="fill">The vector of places without a token, (width).</param>
    /// <param name="count">How many pairs; at most window * width.</param>
    public WaveComponents(PoetryWindows windows, ReadOnlySpan<float> fill, int count)
    {
        var (width, window) = (windows.Table.Dimension, windows.Window);
        count = Math.Min(count, window * width);
        var rows = Flat(windows, fill);
        Center = rows.Mean(0);
        rows -= Center;
        var words = WordDirections(rows.Reshape(windows.Count * window, width));
        var waves = Waves(window);
        // How much windows vary along each pair, (waves, directions).
        var along = rows.Reshape(windows.Count * window, width).MatMul(words, transposeB: true).Reshape(windows.Count, window, width);
        var spread = new double[window * width];
        for (var i = 0; i < windows.Count; i++)
        {
            var pairs = waves.MatMul(along.Slice(0, i, 1).Reshape(window, width));
            for (var j = 0; j < spread.Length; j++) spread[j] += Math.Pow(pairs.Span[j], 2) / windows.Count;
        }
        var order = Enumerable.Range(0, spread.Length).OrderByDescending(pair => spread[pair]).ThenBy(pair => pair).Take(count).ToArray();
        Deviations = Array.ConvertAll(order, pair => (float)Math.Sqrt(spread[pair]));
        Directions = Tensor.Zeros(count, window * width);
        for (var k = 0; k < count; k++)
        {
            var (wave, word) = Math.DivRem(order[k], width);
            for (var t = 0; t < window; t++)
                for (var i = 0; i < width; i++)
                    Directions.Span[(k * window * width) + (t * width) + i] = waves.Span[(wave * window) + t] * words.Span[(word * width) + i];
        }
    }

    public override Tensor Center { get; }

    public override Tensor Directions { get; }

    public override float[] Deviations { get; }

    // Principal directions of tokens as rows, (width, width), the widest first.
    static Tensor WordDirections(Tensor tokens)
    {
        var width = tokens.Dim(1);
        var scatter = tokens.MatMul(tokens, transposeA: true);
        var found = Matrix<double>.Build.Dense(width, width, (i, j) => scatter.Span[(i * width) + j]).Evd(Symmetricity.Symmetric);
        var directions = Tensor.Zeros(width, width);
        for (var k = 0; k < width; k++)
            for (var i = 0; i < width; i++) directions.Span[(k * width) + i] = (float)found.EigenVectors[i, width - 1 - k];
        return directions;
    }

    // Orthonormal cosines as rows, (window, window), the longest first.
    static Tensor Waves(int window)
    {
        var waves = Tensor.Zeros(window, window);
        for (var k = 0; k < window; k++)
            for (var t = 0; t < window; t++)
                waves.Span[(k * window) + t] = (float)(Math.Sqrt((k == 0 ? 1.0 : 2.0) / window) * Math.Cos(Math.PI * (t + 0.5) * k / window));
        return waves;
    }
}
