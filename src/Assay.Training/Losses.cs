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

    /// <summary>
    /// The Kullback-Leibler divergence from the standard normal distribution of normal ones, summed over their elements and
    /// averaged over the batch: the second part of a variational autoencoder's loss.
    /// </summary>
    /// <param name="mean">(batch, ...).</param>
    /// <param name="logVariance">The same shape.</param>
    public static Tensor NormalDivergence(Tensor mean, Tensor logVariance)
    {
        using var inside = Arena.Recycle();
        return inside.Publish(mean.NormalDivergence(logVariance) * (1f / mean.Dim(0)));
    }

    /// <summary>
    /// Mean over the vectors whose <paramref name="mask"/> is not 0 of 1 - cosine(output, target): 0 where all directions are right, 1 where
    /// they are unrelated, 2 where they are opposite. Lengths do not count.
    /// </summary>
    /// <param name="output">(..., width).</param>
    /// <param name="target">The same shape.</param>
    /// <param name="mask">(...): 1 counts, 0 does not, numbers between are weights.</param>
    /// <param name="temperature">
    /// Infinite, the default, takes the errors e = 1 - cosine as they are; T takes T (exp(e / T) - 1), which is also 0 for a right direction, has
    /// the same slope there, and pulls the harder the further a vector is off.
    /// </param>
    /// <exception cref="ArgumentException">The mask leaves nothing, or the temperature is not above 0.</exception>
    public static Tensor MaskedCosine(Tensor output, Tensor target, Tensor mask, double temperature = double.PositiveInfinity)
    {
        RequireSameShape(output, target, nameof(target));
        if (!(temperature > 0)) throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"The temperature must be above 0; given {temperature}.");
        using var inside = Arena.Recycle();
        var errors = 1 - output.Cosine(target);
        RequireSameShape(errors, mask, nameof(mask));
        if (double.IsFinite(temperature)) errors = ((errors * (float)(1 / temperature)).Exp() - 1) * (float)temperature;
        return inside.Publish((errors * mask).Sum() * (float)(1 / WeightOf(mask)));
    }

    /// <summary>
    /// A part of <see cref="MaskedCosine"/> and the rest of the squared distance of a vector to its target in proportion to the mean squared
    /// length of the targets that count. Both parts are 1 for outputs of zeros, whatever the width and the scale of the vectors, so a share of 0.1 is a
    /// tenth of the loss.
    /// </summary>
    /// <param name="output">(..., width).</param>
    /// <param name="target">The same shape.</param>
    /// <param name="mask">(...): 1 counts, 0 does not.</param>
    /// <param name="squares">The share of the squared distances, 0 to 1.</param>
    /// <param name="temperature">Of the cosine part.</param>
    /// <exception cref="ArgumentException">The mask leaves nothing, or all targets that count are zeros.</exception>
    public static Tensor MaskedHybrid(Tensor output, Tensor target, Tensor mask, double squares = 0.1, double temperature = double.PositiveInfinity)
    {
        if (squares is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(squares), squares, $"The share of squares must be 0 to 1; given {squares}.");
        using var inside = Arena.Recycle();
        var cosine = MaskedCosine(output, target, mask, temperature);
        var scale = MeanSquare(target, mask);
        if (!(scale > 0)) throw new ArgumentException("All targets that count are zeros; needed: one that is not.", nameof(target));
        return inside.Publish((cosine * (float)(1 - squares)) + (MaskedMse(output, target, mask) * (float)(squares / scale)));
    }

    // Of a component of the targets that count.
    static double MeanSquare(Tensor target, Tensor mask)
    {
        ReadOnlySpan<float> values = target.Span, weights = mask.Span;
        var width = target.Dim(-1);
        var sum = 0.0;
        for (var row = 0; row < weights.Length; row++)
        {
            if (weights[row] == 0) continue;
            var squares = 0.0;
            foreach (var value in values.Slice(row * width, width)) squares += (double)value * value;
            sum += weights[row] * squares;
        }
        return sum / WeightOf(mask) / width;
    }

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
