using Assay.Data;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>Losses as PyTorch defines them, each one element.</summary>
public static partial class Losses
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
        using var inside = Arena.Recycle();
        return inside.Publish((output - target).Square().Sum());
    }

    /// <summary>Mean of (output - target)^2 over the elements whose <paramref name="mask"/> is not 0.</summary>
    /// <param name="output">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="mask">The same shape, or that without its last axis; 1 counts, 0 does not, numbers between are weights.</param>
    /// <exception cref="ArgumentException">The mask leaves nothing.</exception>
    public static Tensor MaskedMse(Tensor output, Tensor target, Tensor mask)
    {
        RequireSameShape(output, target, nameof(target));
        using var inside = Arena.Recycle();
        var weight = WeightOf(mask);
        if (mask.Rank == output.Rank - 1 && mask.Dims.SequenceEqual(output.Dims[..^1]))
        {
            mask = mask.Unsqueeze(-1);
            weight *= output.Dim(-1);
        }
        else
        {
            RequireSameShape(output, mask, nameof(mask));
        }
        return inside.Publish(((output - target).Square() * mask).Sum() * (float)(1 / weight));
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
        logits.CrossEntropy(labels, ignoreIndex, labelSmoothing);

    /// <summary>The same summed over the rows.</summary>
    public static Tensor CrossEntropySum(Tensor logits, int[] labels, int ignoreIndex = -100, double labelSmoothing = 0) =>
        logits.CrossEntropy(labels, ignoreIndex, labelSmoothing, mean: false);

    /// <summary>The same against a batch's labels.</summary>
    public static Tensor CrossEntropy(Tensor logits, Batch batch) => CrossEntropy(logits, batch.Labels);

    static double WeightOf(Tensor mask)
    {
        var weight = 0.0;
        foreach (var value in mask.Span) weight += value;
        return weight > 0 ? weight : throw new ArgumentException($"The mask's weights sum to {weight}; needed: a sum above 0.", nameof(mask));
    }

    static void RequireSameShape(Tensor output, Tensor other, string name)
    {
        // Broadcasting here would hide a mistake: (n, 1) against (n) makes n x n differences.
        if (!output.Dims.SequenceEqual(other.Dims))
            throw new ShapeException($"'{name}' has shape {Text(other)}; needed: the output's {Text(output)}.");
    }

    static string Text(Tensor tensor) => $"({string.Join(", ", tensor.Dims.ToArray())})";
}
