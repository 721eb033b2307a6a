using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class NormalisationTests
{
    static readonly int[][] Shapes = [[1], [7], [3, 16], [2, 17], [2, 3, 5], [2, 33]];

    [Fact]
    public void Softmax() => EachAxis((x, axis) => x.Softmax(axis), References.Softmax);

    [Fact]
    public void LogSoftmax() => EachAxis((x, axis) => x.LogSoftmax(axis), References.LogSoftmax);

    [Fact]
    public void SoftmaxOfLargeNumbersStaysFinite()
    {
        var x = new Array64([10_000, 10_001, -10_000, 9_999, 0, 10_000.5], 6);
        OpCheck.Run(t => t[0].Softmax(), a => a[0].Along(0, References.Softmax), [x], tolerance: 1e-5);
        OpCheck.Run(t => t[0].LogSoftmax(), a => a[0].Along(0, References.LogSoftmax), [x], tolerance: 1e-5);
        Assert.Equal([0f, 1f], Tensor.From([float.NegativeInfinity, 3f]).Softmax().ToArray());
    }

    [Fact]
    public void LayerNorm()
    {
        // Two numbers normalise to -1 and 1 whatever they are: their gradient is all rounding, so widths start at 3.
        foreach (var width in new[] { 3, 7, 15, 16, 17, 33 })
        {
            OpCheck.Run(x => x[0].LayerNorm(), x => Normal(x[0], 1e-5), [[2, 3, width]], tolerance: 2e-5);
            OpCheck.Run(
                x => x[0].LayerNorm(x[1], x[2], 1e-3f),
                x => Array64.Zip(Array64.Zip(Normal(x[0], 1e-3f), x[1], (a, b) => a * b), x[2], (a, b) => a + b),
                [[3, width], [width], [width]]);
            OpCheck.Run(x => x[0].LayerNorm(x[1]), x => Array64.Zip(Normal(x[0], 1e-5), x[1], (a, b) => a * b), [[4, width], [width]], tolerance: 2e-5);
            OpCheck.Run(x => x[0].LayerNorm(null, x[1]), x => Array64.Zip(Normal(x[0], 1e-5), x[1], (a, b) => a + b), [[4, width], [width]], tolerance: 2e-5);
        }
    }

    [Theory]
    [InlineData(3, 17)]
    [InlineData(70, 5)]
    public void LayerNormOfASum(int rows, int width)
    {
        OpCheck.Run(
            x => x[0].LayerNorm(x[2], x[3], 1e-3f, x[1]),
            x => Array64.Zip(Array64.Zip(Normal(Array64.Zip(x[0], x[1], (a, b) => a + b), 1e-3f), x[2], (a, b) => a * b), x[3], (a, b) => a + b),
            [[rows, width], [rows, width], [width], [width]]);
        OpCheck.Run(x => x[0].LayerNorm(epsilon: 1e-3f, residual: x[0]), x => Normal(x[0].Map(v => 2 * v), 1e-3f), [[rows, width]]);
    }

    [Fact]
    public void BatchNorm()
    {
        OpCheck.Run(x => x[0].BatchNorm().Output, x => x[0].Along(0, line => Normal(line, 1e-5)), [[9, 5]]);
        OpCheck.Run(
            x => x[0].BatchNorm(x[1], x[2], 1e-3f).Output,
            x => Array64.Zip(Array64.Zip(x[0].Along(0, line => Normal(line, 1e-3f)), x[1], (a, b) => a * b), x[2], (a, b) => a + b),
            [[9, 5], [5], [5]]);
        OpCheck.Run(
            x => x[0].BatchNorm().Output,
            x =>
            {
                var y = Array64.Zeros(3, 2, 4);
                for (var c = 0; c < 2; c++)
                {
                    var line = Enumerable.Range(0, 12).Select(i => x[0][i / 4, c, i % 4]).ToArray();
                    var normal = Normal(line, 1e-5);
                    for (var i = 0; i < 12; i++) y[i / 4, c, i % 4] = normal[i];
                }
                return y;
            },
            [[3, 2, 4]]);
        var (_, mean, variance) = Tensor.From([1f, 10, 3, 10, 5, 10], 3, 2).BatchNorm();
        Assert.Equal([3f, 10], mean.ToArray());
        Assert.Equal(8.0 / 3, variance.ToArray()[0], 1e-6);
        Assert.Equal(0f, variance.ToArray()[1]);
    }

    [Fact]
    public void DropoutKeepsTheMeanAndItsGradientTheMask()
    {
        var x = Tensor.Ones(100, 100).Tracked();
        var y = x.Dropout(0.3f, new Rng(3));
        y.Sum().Backward();
        Assert.Equal(y.ToArray(), x.Grad!.ToArray());
        Assert.All(y.ToArray(), v => Assert.True(v is 0f or (1f / 0.7f)));
        Assert.InRange(y.Mean().Item(), 0.97f, 1.03f);
        Assert.Same(x, x.Dropout(0f, new Rng(3)));
        Assert.All(x.Dropout(1f, new Rng(3)).ToArray(), v => Assert.Equal(0f, v));
        Assert.Equal(y.ToArray(), x.Dropout(0.3f, new Rng(3)).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Dropout(1.5f, new Rng(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Dropout(float.NaN, new Rng(3)));
    }

    [Fact]
    public void WrongShapesAreNamed()
    {
        Assert.Throws<ShapeException>(() => Tensor.Zeros(2, 3).LayerNorm(Tensor.Zeros(2)));
        Assert.Throws<ShapeException>(() => Tensor.Zeros(2, 3).LayerNorm(residual: Tensor.Zeros(3)));
        Assert.Throws<ShapeException>(() => Tensor.Zeros(2, 3).BatchNorm(null, Tensor.Zeros(2)));
        Assert.Throws<ShapeException>(() => Tensor.Zeros(3).BatchNorm());
    }

    static void EachAxis(Func<Tensor, int, Tensor> op, Func<double[], double[]> reference)
    {
        foreach (var shape in Shapes)
        {
            for (var axis = 0; axis < shape.Length; axis++)
            {
                var along = axis;
                OpCheck.Run(x => op(x[0], along - shape.Length), x => x[0].Along(along, reference), [shape]);
            }
        }
    }

    static Array64 Normal(Array64 x, double epsilon) => x.Along(x.Dims.Length - 1, line => Normal(line, epsilon));

    static double[] Normal(double[] line, double epsilon)
    {
        var mean = line.Average();
        var variance = line.Average(v => (v - mean) * (v - mean));
        return Array.ConvertAll(line, v => (v - mean) / Math.Sqrt(variance + epsilon));
    }
}
