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
    /// (Ba, Kiros, Hinton, "Layer normalization", 2016).
    /// </summary>
    /// <param name="weight">(width), or null for 1.</param>
    /// <param name="bias">(width), or null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="ShapeException">The weight or bias is not (width).</exception>
    public Tensor LayerNorm(Tensor? weight = null, Tensor? bias = null, float epsilon = 1e-5f)
    {
        if (Rank == 0) throw new ShapeException("LayerNorm needs a tensor with at least one axis; given a scalar.");
        CheckPerColumn(weight, Dims[^1], "LayerNorm", nameof(weight));
        CheckPerColumn(bias, Dims[^1], "LayerNorm", nameof(bias));
        var rows = CountOf(Dims[..^1]);
        return NormalizeRows(weight, bias, epsilon, Scratch(rows), Scratch(rows));
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
        var rows = byChannel.Reshape(channels, Count / Math.Max(1, channels)).NormalizeRows(null, null, epsilon, mean, variance);
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
    Tensor NormalizeRows(Tensor? weight, Tensor? bias, float epsilon, Tensor mean, Tensor variance)
    {
        var y = Result(Dims, this, weight, bias, mean, variance);
        NormalRows.Forward(Span, SpanOf(weight), SpanOf(bias), epsilon, y.Span, mean.Span, variance.Span, Dims[^1]);
        y.Save(epsilon);
        y.Rule = static (y, g) =>
        {
            var (x, weight, bias) = (y.Source(0), y.OptionalSource(1), y.OptionalSource(2));
            Span<float> mean = y.Source(3).Span, variance = y.Source(4).Span;
            var (width, epsilon) = (y.Dims[^1], y.Saved<float>());
            if (x.RequiresGrad)
                NormalRows.Backward(g, x.Span, SpanOf(weight), mean, variance, epsilon, x.GradientTarget(out var add), width, add);
            if (weight is { RequiresGrad: true })
                NormalRows.WeightGradient(g, x.Span, mean, variance, epsilon, weight.GradientTarget(out var add), add);
            if (bias is { RequiresGrad: true })
                Reduction.Sum(g, bias.GradientTarget(out var add), 1, mean.Length, width, 1f, add);
        };
        return y;

        static ReadOnlySpan<float> SpanOf(Tensor? tensor) => tensor is null ? default : tensor.Span;
    }

    static void CheckPerColumn(Tensor? tensor, int width, string op, string name)
    {
        if (tensor is not null && (tensor.Rank != 1 || tensor.Count != width))
            throw new ShapeException($"{op} needs a {name} of shape ({width}); given {ShapeException.Text(tensor.Dims)}.");
    }
}
