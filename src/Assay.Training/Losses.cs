using Assay.Data;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>Losses as PyTorch defines them, each one element.</summary>
public static class Losses
{
    /// <summary>Mean of (output - target)^2 over all elements.</summary>
    public static Tensor Mse(Tensor output, Tensor target)
    {
        RequireSameShape(output, target, nameof(target));
        return output.MeanSquaredError(target);
    }

    /// <summary>The same against a batch's target.</summary>
    public static Tensor Mse(Tensor output, Batch batch) => Mse(output, batch.Target);

    /// <summary>Sum of (output - target)^2 over all elements.</summary>
    public static Tensor MseSum(Tensor output, Tensor target)
    {
        RequireSameShape(output, target, nameof(target));
        return (output - target).Square().Sum();
    }

    /// <summary>Mean of (output - target)^2 over the elements whose <paramref name="mask"/> is not 0.</summary>
    /// <param name="output">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="mask">The same shape, or that without its last axis; 1 counts, 0 does not, numbers between are weights.</param>
    /// <exception cref="ArgumentException">The mask leaves nothing.</exception>
    public static Tensor MaskedMse(Tensor output, Tensor target, Tensor mask)
    {
        RequireSameShape(output, target, nameof(target));
        var weight = 0.0;
        foreach (var value in mask.Span) weight += value;
        if (mask.Rank == output.Rank - 1 && mask.Dims.SequenceEqual(output.Dims[..^1]))
        {
            mask = mask.Reshape([.. mask.Dims, 1]);
            weight *= output.Dim(-1);
        }
        else
        {
            RequireSameShape(output, mask, nameof(mask));
        }
        if (!(weight > 0)) throw new ArgumentException($"The mask's weights sum to {weight}; needed: a sum above 0.", nameof(mask));
        return ((output - target).Square() * mask).Sum() * (float)(1 / weight);
    }

    /// <summary>
    /// Mean over the rows of -log softmax(logits)[label]. With label smoothing s the target is 1 - s on the label plus s shared
    /// equally by all classes.
    /// </summary>
    /// <param name="logits">(..., classes).</param>
    /// <param name="labels">One class index for each row of the leading axes.</param>
    /// <param name="ignoreIndex">Rows with this label do not count.</param>
    /// <param name="labelSmoothing">0 to 1.</param>
    /// <exception cref="ArgumentException">A label is no class, or all rows are ignored.</exception>
    public static Tensor CrossEntropy(Tensor logits, int[] labels, int ignoreIndex = -100, double labelSmoothing = 0) =>
        CrossEntropy(logits, labels, ignoreIndex, labelSmoothing, mean: true);

    /// <summary>The same summed over the rows.</summary>
    public static Tensor CrossEntropySum(Tensor logits, int[] labels, int ignoreIndex = -100, double labelSmoothing = 0) =>
        CrossEntropy(logits, labels, ignoreIndex, labelSmoothing, mean: false);

    /// <summary>The same against a batch's labels.</summary>
    public static Tensor CrossEntropy(Tensor logits, Batch batch) => CrossEntropy(logits, batch.Labels);

    static Tensor CrossEntropy(Tensor logits, int[] labels, int ignoreIndex, double labelSmoothing, bool mean)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labelSmoothing is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing must be 0 to 1.");
        var classes = logits.Dim(-1);
        if (logits.Count != (long)labels.Length * classes)
            throw new ShapeException($"{labels.Length} labels need as many rows of logits; given shape {Text(logits)}.");
        var weights = Weights(labels, classes, ignoreIndex, mean, out var picked);
        var logs = logits.Reshape(labels.Length, classes).LogSoftmax(-1);
        var loss = (logs.Pick(picked) * weights).Sum() * (float)(labelSmoothing - 1);
        return labelSmoothing == 0 ? loss : loss - ((logs.Mean(-1) * weights).Sum() * (float)labelSmoothing);
    }

    // 1 / counted rows or 1, and 0 for the ignored ones, which pick class 0.
    static Tensor Weights(int[] labels, int classes, int ignoreIndex, bool mean, out int[] picked)
    {
        var counted = labels.Count(label => label != ignoreIndex);
        if (counted == 0) throw new ArgumentException($"All {labels.Length} labels are {ignoreIndex}, which is ignored.", nameof(labels));
        picked = (int[])labels.Clone();
        var weights = Tensor.Zeros(labels.Length);
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] == ignoreIndex)
            {
                picked[row] = 0;
                continue;
            }
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[row], $"Row {row} has no such class; there are classes 0 to {classes - 1}.");
            }
            weights.Span[row] = mean ? 1f / counted : 1;
        }
        return weights;
    }

    static void RequireSameShape(Tensor output, Tensor other, string name)
    {
        // Broadcasting here would hide a mistake: (n, 1) against (n) makes n x n differences.
        if (!output.Dims.SequenceEqual(other.Dims))
            throw new ShapeException($"'{name}' has shape {Text(other)}; needed: the output's {Text(output)}.");
    }

    static string Text(Tensor tensor) => $"({string.Join(", ", tensor.Dims.ToArray())})";
}
