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

    [Fact]
    public void RefusesOtherShapesAndNothing()
    {
        Assert.Throws<ShapeException>(() => Tensor.Zeros(2, 3).MeanSquaredError(Tensor.Zeros(3, 2)));
        Assert.Throws<ShapeException>(() => Tensor.Zeros(0).MeanSquaredError(Tensor.Zeros(0)));
    }
}
