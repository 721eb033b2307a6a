using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>e^x / sum of e^x along an axis.</summary>
    public Tensor Softmax(int axis = -1) => SoftmaxAlong(axis, log: false);

    /// <summary>The logarithm of <see cref="Softmax"/>, computed without leaving the range of floats.</summary>
    public Tensor LogSoftmax(int axis = -1) => SoftmaxAlong(axis, log: true);

    /// <summary>
    /// (x - mean) / sqrt(variance + epsilon) over the last axis, times weight plus bias
    /// (Ba, Kiros, Hinton, "Layer normalization", 2016); with a residual, of x + residual, without a pass for the sum.
    /// </summary>
    /// <param name="weight">(width), or null for 1.</param>
    /// <param name="bias">(width), or null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="residual">Of this tensor's shape, or null for 0.</param>
    /// <exception cref="ShapeException">The weight or bias is not (width), or the residual has another shape.</exception>
    public Tensor LayerNorm(Tensor? weight = null, Tensor? bias = null, float epsilon = 1e-5f, Tensor? residual = null)
    {
        if (Rank == 0) throw new ShapeException("LayerNorm needs a tensor with at least one axis; given a scalar.");
        if (residual is not null && !residual.Dims.SequenceEqual(Dims))
            throw new ShapeException($"LayerNorm of {ShapeException.Text(Dims)} needs a residual of that shape; given {ShapeException.Text(residual.Dims)}.");
        CheckPerColumn(weight, Dims[^1], "LayerNorm", nameof(weight));
        CheckPerColumn(bias, Dims[^1], "LayerNorm", nameof(bias));
        var rows = CountOf(Dims[..^1]);
        return NormalizeRows(residual, weight, bias, epsilon, Scratch(rows), Scratch(rows));
    }

    /// <summary>
    /// Each channel (axis 1) brought to mean 0 and variance 1 over the batch and all further axes, times weight plus bias
    /// (Ioffe and Szegedy, "Batch normalization", 2015); also the mean and the biased variance (channels), without gradient.
    /// </summary>
    /// <param name="weight">(channels), or null for 1.</param>
    /// <param name="bias">(channels), or null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="ShapeException">This has fewer than two axes, or the weight or bias is not (channels).</exception>
    public (Tensor Output, Tensor Mean, Tensor Variance) BatchNorm(Tensor? weight = null, Tensor? bias = null, float epsilon = 1e-5f)
    {
        if (Rank < 2) throw new ShapeException($"BatchNorm needs (batch, channels, ...); given {ShapeException.Text(Dims)}.");
        var channels = Dims[1];
        CheckPerColumn(weight, channels, "BatchNorm", nameof(weight));
        CheckPerColumn(bias, channels, "BatchNorm", nameof(bias));
        using var inside = Arena.Recycle();
        var byChannel = Transpose(0, 1);
        var (mean, variance) = (New([channels]), New([channels]));
        var rows = byChannel.Reshape(channels, Count / Math.Max(1, channels)).NormalizeRows(null, null, null, epsilon, mean, variance);
        if (weight is not null) rows *= weight.Unsqueeze(1);
        if (bias is not null) rows += bias.Unsqueeze(1);
        return (inside.Publish(rows.Reshape(byChannel.Dims).Transpose(0, 1)), inside.Publish(mean), inside.Publish(variance));
    }

    /// <summary>
    /// Each element 0 with the given probability, the others times 1 / (1 - probability)
    /// (Srivastava and others, "Dropout", 2014). At probability 0 nothing is drawn.
    /// </summary>
    public Tensor Dropout(float probability, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        CheckProbability(probability, nameof(probability));
        if (probability == 0f) return this;
        var mask = Scratch(Dims);
        DropoutMask.Fill(mask.Span, probability, rng);
        return this * mask;
    }

    internal static void CheckProbability(float probability, string name)
    {
        if (!(probability is >= 0f and <= 1f))
            throw new ArgumentOutOfRangeException(name, probability, "A probability must be in 0..1.");
    }

    Tensor SoftmaxAlong(int axis, bool log)
    {
        axis = Axis(axis);
        if (axis != Rank - 1)
        {
            using var inside = Arena.Recycle();
            return inside.Publish(Transpose(axis, -1).SoftmaxAlong(-1, log).Transpose(axis, -1));
        }
        var y = Result(Dims, this);
        SoftmaxRows.Forward(Span, y.Span, Dims[^1], log);
        y.Save(log);
        y.Rule = static (y, g) => SoftmaxRows.Backward(g, y.Span, y.Source(0).GradientTarget(out var add), y.Dims[^1], y.Saved<bool>(), add);
        return y;
    }

    // Writes each row's mean and variance too, which the rule needs.
    Tensor NormalizeRows(Tensor? residual, Tensor? weight, Tensor? bias, float epsilon, Tensor mean, Tensor variance)
    {
        var y = Result(Dims, this, residual, weight, bias, mean, variance);
        NormalRows.Forward(Values, ValuesOf(residual), ValuesOf(weight), ValuesOf(bias), epsilon, y.Span, mean.Span, variance.Span, Dims[^1]);
        y.Save(epsilon);
        y.Rule = static (y, g) => NormalRowsGradient(y, g);
        return y;
    }

    static unsafe void NormalRowsGradient(Tensor y, ReadOnlySpan<float> g)
    {
        var (x, residual, weight, bias) = (y.Source(0), y.OptionalSource(1), y.OptionalSource(2), y.OptionalSource(3));
        bool addX = false, addR = false;
        var dx = x.RequiresGrad ? x.GradientTarget(y, out addX) : default;
        var dr = residual is { RequiresGrad: true } ? residual.GradientTarget(out addR) : default;
        var (rows, width) = (y.Source(4).Count, y.Dims[^1]);
        var blocks = NormalRows.Blocks(rows);
        var weightSums = weight is { RequiresGrad: true } ? Scratch(blocks, width).Span : default;
        var biasSums = bias is { RequiresGrad: true } ? Scratch(blocks, width).Span : default;
        fixed (float* pg = g, px = x.Values, pr = ValuesOf(residual), pw = ValuesOf(weight), pm = y.Source(4).Values, pv = y.Source(5).Values)
        fixed (float* pdx = dx, pdr = dr, pws = weightSums, pbs = biasSums)
        {
            var job = new NormalRows.BackwardJob
            {
                G = pg, X = px, R = pr, Weight = pw, Mean = pm, Variance = pv, Dx = pdx, Dr = pdr, WeightSums = pws, BiasSums = pbs,
                Rows = rows, Width = width, Epsilon = y.Saved<float>(), AddX = addX, AddR = addR,
            };
            NormalRows.BackwardJob.Start(ref job);
        }
        if (!weightSums.IsEmpty) Reduction.Sum(weightSums, weight!.GradientTarget(out var add), 1, blocks, width, 1f, add);
        if (!biasSums.IsEmpty) Reduction.Sum(biasSums, bias!.GradientTarget(out var add), 1, blocks, width, 1f, add);
    }

    static ReadOnlySpan<float> ValuesOf(Tensor? tensor) => tensor is null ? default : tensor.Values;

    static void CheckPerColumn(Tensor? tensor, int width, string op, string name)
    {
        if (tensor is not null && (tensor.Rank != 1 || tensor.Count != width))
            throw new ShapeException($"{op} needs a {name} of shape ({width}); given {ShapeException.Text(tensor.Dims)}.");
    }
}
