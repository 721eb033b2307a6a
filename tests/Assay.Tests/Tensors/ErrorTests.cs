using Assay.Tensors;

namespace Assay.Tests.Tensors;

public class ErrorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(5000)]
    public void MeanSquaredError(int count)
    {
        OpCheck.Run(
            x => x[0].MeanSquaredError(x[1]),
            x => new Array64([x[0].Values.Zip(x[1].Values, (a, b) => (a - b) * (a - b)).Average()]),
            count > 100 ? [[2, 3], [2, 3]] : [[count], [count]]);

        var (a, b) = (Tensor.Normal(new Rng(1), 0, 1, count), Tensor.Normal(new Rng(2), 0, 1, count));
        Assert.Equal((a - b).Square().Mean().Item(), a.MeanSquaredError(b).Item(), 1e-5f);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(0.2, true)]
    public void CrossEntropy(double smoothing, bool mean)
    {
        const int Classes = 5;
        int[] labels = [0, 4, -1, 2, -1, 1];
        OpCheck.Run(x => x[0].CrossEntropy(labels, -1, smoothing, mean), x => new Array64([Cost(x[0].Values)]), [[2, 3, Classes]]);

        double Cost(double[] logits)
        {
            var cost = 0.0;
            for (var row = 0; row < labels.Length; row++)
            {
                if (labels[row] < 0) continue;
                var line = logits.AsSpan(row * Classes, Classes).ToArray();
                var total = Math.Log(line.Sum(Math.Exp));
                cost += total - ((1 - smoothing) * line[labels[row]]) - (smoothing * line.Average());
            }
            return mean ? cost / 4 : cost;
        }
    }

    [Fact]
    public void RefusesOtherShapesAndNothing()
    {
        Assert.Throws<ShapeException>(() => Tensor.Zeros(2, 3).MeanSquaredError(Tensor.Zeros(3, 2)));
        Assert.Throws<ShapeException>(() => Tensor.Zeros(0).MeanSquaredError(Tensor.Zeros(0)));
    }
}
