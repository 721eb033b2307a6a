using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class ReductionTests
{
    static readonly int[][] Shapes = [[1], [7], [33], [3, 16], [17, 5], [2, 3, 4], [3, 15, 1], [1, 70]];

    [Fact] public void Sum() => Check((x, axis, keep) => x.Sum(axis, keep), line => line.Sum());

    [Fact] public void Mean() => Check((x, axis, keep) => x.Mean(axis, keep), line => line.Average());

    [Fact] public void Max() => Check((x, axis, keep) => x.Max(axis, keep), line => line.Max());

    [Fact] public void Min() => Check((x, axis, keep) => x.Min(axis, keep), line => line.Min());

    [Fact]
    public void BiasedVariance() => Check((x, axis, keep) => x.Variance(axis, unbiased: false, keep), line => Variance(line, line.Length));

    [Fact]
    public void UnbiasedVariance()
    {
        OpCheck.Run(x => x[0].Variance(1), x => x[0].Along(1, line => [Variance(line, line.Length - 1)], drop: true), [[3, 7, 2]]);
        OpCheck.Run(x => x[0].Variance(-1, keepAxis: true), x => x[0].Along(2, line => [Variance(line, line.Length - 1)]), [[3, 7, 2]]);
    }

    [Fact]
    public void OfAllElements()
    {
        foreach (var shape in Shapes)
        {
            OpCheck.Run(x => x[0].Sum(), x => new Array64([x[0].Values.Sum()]), [shape]);
            OpCheck.Run(x => x[0].Mean(), x => new Array64([x[0].Values.Average()]), [shape]);
            OpCheck.Run(x => x[0].Max(), x => new Array64([x[0].Values.Max()]), [shape]);
            OpCheck.Run(x => x[0].Min(), x => new Array64([x[0].Values.Min()]), [shape]);
        }
    }

    [Fact]
    public void LongSumsStayExact()
    {
        var values = new float[100_003];
        var rng = new Rng(5);
        for (var i = 0; i < values.Length; i++) values[i] = rng.NextFloat();
        var exact = values.Sum(x => (double)x);
        Assert.InRange(Tensor.From(values).Sum().Item() / exact, 1 - 2e-7, 1 + 2e-7);
        Assert.InRange(Tensor.From(values, 1, values.Length, 1).Mean(1).Item() * values.Length / exact, 1 - 3e-7, 1 + 3e-7);
        var columns = Tensor.From(values, values.Length, 1).Expand(values.Length, 3).Sum(0).ToArray();
        Assert.All(columns, sum => Assert.InRange(sum / exact, 1 - 2e-6, 1 + 2e-6));
    }

    [Fact]
    public void TheFirstOfEqualsWinsAndNaNBeatsAll()
    {
        var x = Tensor.From([1f, 3, 3, float.NaN, 5, float.NaN], 2, 3);
        Assert.Equal([1, 0], x.ArgMax());
        Assert.Equal([1, 1, 1], x.ArgMax(0));
        var positions = new int[2];
        x.ArgMax(positions);
        Assert.Equal([1, 0], positions);
        Assert.Throws<ArgumentException>(() => x.ArgMax(new int[3]));
        var tied = Tensor.From([2f, 2, 1]).Tracked();
        tied.Max().Backward();
        Assert.Equal([1f, 0, 0], tied.Grad!.ToArray());
    }

    [Fact]
    public void AnAxisOutsideTheShapeIsNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros(2, 3).Sum(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros(2, 3).Mean(-3));
        Assert.Throws<ShapeException>(() => Tensor.Zeros(2, 0).Max(1));
        Assert.Equal([0f, 0], Tensor.Zeros(2, 0).Sum(1).ToArray());
    }

    static double Variance(double[] line, int over)
    {
        var mean = line.Average();
        return line.Sum(x => (x - mean) * (x - mean)) / over;
    }

    static void Check(Func<Tensor, int, bool, Tensor> op, Func<double[], double> reference)
    {
        foreach (var shape in Shapes)
        {
            for (var axis = 0; axis < shape.Length; axis++)
            {
                var (along, rank) = (axis, shape.Length);
                OpCheck.Run(x => op(x[0], along, true), x => x[0].Along(along, line => [reference(line)]), [shape]);
                OpCheck.Run(x => op(x[0], along - rank, false), x => x[0].Along(along, line => [reference(line)], drop: true), [shape]);
            }
        }
    }
}
