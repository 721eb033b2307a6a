using Assay.Tensors;

namespace Assay.Training;

// Losses of vectors, such as those of words, by direction and distance.
public static partial class Losses
{
    /// <summary>
    /// Mean over the vectors whose <paramref name="mask"/> is not 0 of 1 - cosine(output, target): 0 where all directions are right, 1 where
    /// they are unrelated, 2 where they are opposite. Lengths do not count.
    /// </summary>
    /// <param name="output">(..., width).</param>
    /// <param name="target">The same shape.</param>
    /// <param name="mask">(...): 1 counts, 0 does not, numbers between are weights.</param>
    /// <param name="temperature">
    /// 1, the default, takes the errors e = 1 - cosine as they are; another T takes (exp(k e) - 1) / k with k = 1 / T - 1, which is also 0 for a right
    /// direction and has the same slope there. A lower one pulls the harder the further a vector is off, a higher one the less; infinity is 1 - exp(-e).
    /// </param>
    /// <exception cref="ArgumentException">The mask leaves nothing, or the temperature is not above 0.</exception>
    public static Tensor MaskedCosine(Tensor output, Tensor target, Tensor mask, double temperature = 1)
    {
        RequireSameShape(output, target, nameof(target));
        if (!(temperature > 0)) throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"The temperature must be above 0; given {temperature}.");
        using var inside = Arena.Recycle();
        var errors = 1 - output.Cosine(target);
        RequireSameShape(errors, mask, nameof(mask));
        var k = (1 / temperature) - 1;
        if (k != 0) errors = ((errors * (float)k).Exp() - 1) * (float)(1 / k);
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
    public static Tensor MaskedHybrid(Tensor output, Tensor target, Tensor mask, double squares = 0.1, double temperature = 1)
    {
        if (squares is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(squares), squares, $"The share of squares must be 0 to 1; given {squares}.");
        using var inside = Arena.Recycle();
        var cosine = MaskedCosine(output, target, mask, temperature);
        var scale = MeanSquare(target, mask);
        if (!(scale > 0)) throw new ArgumentException("All targets that count are zeros; needed: one that is not.", nameof(target));
        return inside.Publish((cosine * (float)(1 - squares)) + (MaskedMse(output, target, mask) * (float)(squares / scale)));
    }

    /// <summary>
    /// The same losses on the level of sequences: of the mean of each sequence's vectors against the mean of its targets, each sequence
    /// counting once.
    /// </summary>
    /// <param name="output">(batch, time, width).</param>
    /// <param name="target">The same shape.</param>
    /// <param name="mask">(batch, time): 1 counts, 0 does not, numbers between are weights; a sequence of zeros does not count.</param>
    /// <param name="loss">Of means (batch, width), theirs and a mask (batch), such as <see cref="MaskedCosine"/>.</param>
    public static Tensor OfSequences(Tensor output, Tensor target, Tensor mask, Func<Tensor, Tensor, Tensor, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        RequireSameShape(output, target, nameof(target));
        if (output.Rank != 3 || !mask.Dims.SequenceEqual(output.Dims[..2]))
            throw new ShapeException($"Sequences are (batch, time, width) with a mask (batch, time); given {Text(output)} with {Text(mask)}.");
        using var inside = Arena.Recycle();
        var (batch, time) = (mask.Dim(0), mask.Dim(1));
        Tensor shares = Tensor.Zeros(batch, time, 1), kept = Tensor.Zeros(batch);
        for (var row = 0; row < batch; row++)
        {
            var weights = mask.Span.Slice(row * time, time);
            var weight = 0.0;
            foreach (var value in weights) weight += value;
            if (weight == 0) continue;
            kept.Span[row] = 1;
            for (var t = 0; t < time; t++) shares.Span[(row * time) + t] = (float)(weights[t] / weight);
        }
        return inside.Publish(loss((output * shares).Sum(1), (target * shares).Sum(1), kept));
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
}
