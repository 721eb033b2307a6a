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
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(37)]
    public void Cosine(int width)
    {
        OpCheck.Run(
            x => x[0].Cosine(x[1]),
            x => new Array64([.. Enumerable.Range(0, 6).Select(row => Of(x[0].Values.AsSpan(row * width, width), x[1].Values.AsSpan(row * width, width)))], 2, 3),
            [[2, 3, width], [2, 3, width]], low: 0.2);

        static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            double aa = 0, bb = 0, ab = 0;
            for (var i = 0; i < a.Length; i++) (aa, bb, ab) = (aa + (a[i] * a[i]), bb + (b[i] * b[i]), ab + (a[i] * b[i]));
            return ab / Math.Sqrt(aa * bb);
        }
    }

    [Fact]
    public void ZerosHaveNoDirection()
    {
        var a = Tensor.From([0, 0, 3, 4], 2, 2).Tracked();
        var b = Tensor.From([1, 2, 6, 8], 2, 2).Tracked();
        var cosine = a.Cosine(b);
        cosine.Sum().Backward();

        Assert.Equal([0f, 1f], cosine.ToArray());
        Assert.Equal([0f, 0f], a.Grad!.ToArray()[..2]);
        Assert.Equal([0f, 0f], b.Grad!.ToArray()[..2]);
        Assert.Throws<ShapeException>(() => a.Cosine(Tensor.Zeros(2)));
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
