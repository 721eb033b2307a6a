using Assay.Tensors;

namespace Assay.Training;

// Losses that compare the vectors of a batch with one another.
public static partial class Losses
{
    /// <summary>
    /// InfoNCE (van den Oord et al. 2018) within a batch: the cross-entropy of telling each output's own target from those of the other rows by
    /// cosine / temperature; ln(batch) at chance. What all targets have in common takes no part in it, nor do lengths.
    /// </summary>
    /// <param name="output">(batch, width), at least 2 rows.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="temperature">Above 0; 0.07 is common.</param>
    /// <param name="symmetric">Also tells each target's own output from the others, and takes the mean of both directions.</param>
    /// <exception cref="ArgumentException">The temperature is not above 0, or there is nothing to tell apart.</exception>
    public static Tensor InfoNce(Tensor output, Tensor target, double temperature = 0.07, bool symmetric = true)
    {
        RequireRows(output, target, 2);
        if (!(temperature > 0)) throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"The temperature must be above 0; given {temperature}.");
        using var inside = Arena.Recycle();
        var cosines = Directions(output).MatMul(Directions(target), transposeB: true) * (float)(1 / temperature);
        int[] own = [.. Enumerable.Range(0, output.Dim(0))];
        var loss = cosines.CrossEntropy(own);
        if (symmetric) loss = (loss + cosines.Transpose().CrossEntropy(own)) * 0.5f;
        return inside.Publish(loss);
    }

    /// <summary>
    /// Mean over the components of the squared differences of outputs and targets in mean and in standard deviation over the batch: 0 where
    /// both are spread alike, whichever belongs to which.
    /// </summary>
    /// <param name="output">(batch, width), at least 2 rows.</param>
    /// <param name="target">The same shape.</param>
    public static Tensor Moments(Tensor output, Tensor target)
    {
        RequireRows(output, target, 2);
        using var inside = Arena.Recycle();
        var means = (output.Mean(0) - target.Mean(0)).Square().Mean();
        var deviations = (Deviations(output) - Deviations(target)).Square().Mean();
        return inside.Publish(means + deviations);
    }

    /// <summary>
    /// Mean over the components of max(0, floor - standard deviation over the batch): a hinge that keeps outputs from becoming one constant
    /// (Bardes, Ponce and LeCun, VICReg, 2022).
    /// </summary>
    /// <param name="output">(batch, width), at least 2 rows.</param>
    /// <param name="floor">The deviation above which nothing is wanted; 1 / sqrt(width) is that of directions spread evenly.</param>
    public static Tensor VarianceFloor(Tensor output, double floor)
    {
        RequireRows(output, output, 2);
        using var inside = Arena.Recycle();
        return inside.Publish((-Deviations(output) + (float)floor).Relu().Mean());
    }

    /// <summary>Rows brought to length 1; a row of zeros stays.</summary>
    /// <param name="rows">(batch, width).</param>
    public static Tensor Directions(Tensor rows)
    {
        using var inside = Arena.Recycle();
        return inside.Publish(rows / (rows.Square().Sum(-1, keepAxis: true) + Smallest).Sqrt());
    }

    const float Smallest = 1e-12f;

    static Tensor Deviations(Tensor rows) => (rows.Variance(0) + Smallest).Sqrt();

    static void RequireRows(Tensor output, Tensor target, int rows)
    {
        RequireSameShape(output, target, nameof(target));
        if (output.Rank != 2 || output.Dim(0) < rows) throw new ShapeException($"Needed: (batch, width) with a batch of at least {rows}; given {Text(output)}.");
    }
}
