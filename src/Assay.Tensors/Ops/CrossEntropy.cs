using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>
    /// Mean (or sum) over the rows of -log softmax(row)[label], as one op; the sum is taken in double. With label smoothing s
    /// the target is 1 - s on the label plus s shared equally by all classes.
    /// </summary>
    /// <param name="labels">One class index for each row of the leading axes of (..., classes).</param>
    /// <param name="ignoreIndex">Rows with this label do not count.</param>
    /// <param name="labelSmoothing">0 to 1.</param>
    /// <param name="mean">False sums over the rows.</param>
    /// <exception cref="ShapeException">There is not one label for each row.</exception>
    /// <exception cref="ArgumentException">A label is no class, or all rows are ignored.</exception>
    public Tensor CrossEntropy(int[] labels, int ignoreIndex = -100, double labelSmoothing = 0, bool mean = true)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labelSmoothing is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing must be 0 to 1.");
        var classes = Dim(-1);
        if (Count != (long)labels.Length * classes)
            throw new ShapeException($"{labels.Length} labels need as many rows of logits; given shape {ShapeException.Text(Dims)}.");
        var counted = Counted(labels, classes, ignoreIndex);

        var differences = Scratch(Dims);
        var cost = CrossEntropyRows.Forward(Values, labels, ignoreIndex, (float)labelSmoothing, differences.Span);
        var weight = mean ? 1.0 / counted : 1;
        var y = Result([], this, differences);
        y.Span[0] = (float)(weight * cost);
        y.Save((float)weight);
        y.Rule = static (y, g) =>
            Elementwise.Map(new Scaled(y.Saved<float>() * g[0]), y.Source(1).Values, y.Source(0).GradientTarget(out var add), add);
        return y;
    }

    static int Counted(int[] labels, int classes, int ignoreIndex)
    {
        var counted = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] == ignoreIndex) continue;
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[row], $"Row {row} has no such class; there are classes 0 to {classes - 1}.");
            }
            counted++;
        }
        return counted > 0 ? counted : throw new ArgumentException($"All {labels.Length} labels are {ignoreIndex}, which is ignored.", nameof(labels));
    }
}
