using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class LossTests
{
    [Fact]
    public void MeanSquaredErrorAndItsGradient()
    {
        var output = Tensor.From([1, 2, 3, 4], 2, 2).Tracked();
        var target = Tensor.From([1, 0, 3, 1], 2, 2);
        var loss = Losses.Mse(output, target);
        loss.Backward();
        Assert.Equal(13f / 4, loss.Item());
        Assert.Equal([0f, 1f, 0f, 1.5f], output.Grad!.ToArray());
        Assert.Equal(13f, Losses.MseSum(output, target).Item());
        Assert.Contains("needed: the output's (2, 2)", Assert.Throws<ShapeException>(() => Losses.Mse(output, Tensor.Zeros(2))).Message);
    }

    [Fact]
    public void AMaskLeavesOutItsZeros()
    {
        var output = Tensor.From([1, 2, 3, 4], 2, 2).Tracked();
        var loss = Losses.MaskedMse(output, Tensor.Zeros(2, 2), Tensor.From([1, 0, 0, 1], 2, 2));
        loss.Backward();
        Assert.Equal(17f / 2, loss.Item());
        Assert.Equal([1f, 0f, 0f, 4f], output.Grad!.ToArray());
        Assert.Throws<ArgumentException>(() => Losses.MaskedMse(output, Tensor.Zeros(2, 2), Tensor.Zeros(2, 2)));
        Assert.Equal(25f / 2, Losses.MaskedMse(output, Tensor.Zeros(2, 2), Tensor.From([0, 1], 2)).Item());
        Assert.Throws<ShapeException>(() => Losses.MaskedMse(output, Tensor.Zeros(2, 2), Tensor.Ones(1, 2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(1)]
    public void CrossEntropyFollowsItsFormula(double smoothing)
    {
        const int Rows = 6, Classes = 5;
        var logits = OptimizerTests.Filled(new Rng(1), 2, 3, Classes);
        int[] labels = [0, 4, -1, 2, -1, 1];
        var loss = Losses.CrossEntropy(logits, labels, ignoreIndex: -1, labelSmoothing: smoothing);
        loss.Backward();

        var expected = 0.0;
        var gradient = new double[Rows * Classes];
        for (var row = 0; row < Rows; row++)
        {
            if (labels[row] < 0) continue;
            var values = logits.Span.Slice(row * Classes, Classes).ToArray();
            var total = values.Sum(x => Math.Exp(x));
            for (var j = 0; j < Classes; j++)
            {
                var wanted = ((labels[row] == j ? 1 : 0) * (1 - smoothing)) + (smoothing / Classes);
                expected -= wanted * (values[j] - Math.Log(total)) / 4;
                gradient[(row * Classes) + j] = ((Math.Exp(values[j]) / total) - wanted) / 4;
            }
        }
        Assert.Equal(expected, loss.Item(), 1e-5);
        Assert.Equal(4 * expected, Losses.CrossEntropySum(logits, labels, -1, smoothing).Item(), 1e-5);
        OptimizerTests.AssertClose(gradient, logits.Grad!, 1e-5, "gradient");
    }

    [Fact]
    public void CrossEntropyRefusesWhatIsNoClass()
    {
        var logits = Tensor.Zeros(2, 3);
        Assert.Contains("Row 1", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, [0, 3])).Message);
        Assert.Throws<ArgumentException>(() => Losses.CrossEntropy(logits, [-100, -100]));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, [0, 0], labelSmoothing: 2));
    }
}
