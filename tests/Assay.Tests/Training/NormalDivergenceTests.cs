using Assay.Tensors;
using Assay.Tests.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class NormalDivergenceTests
{
    [Fact]
    public void IsAveragedOverTheBatch()
    {
        var (mean, logVariance) = (Tensor.Full(2f, 4, 3), Tensor.Full(1f, 4, 3));
        Assert.Equal(3 * (4 + Math.E - 2) / 2, Losses.NormalDivergence(mean, logVariance).Item(), 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1.2)]
    public void AgreesWithItsFormulaAndFiniteDifferences(double free) => OpCheck.Run(
        x => Losses.NormalDivergence(x[0], x[1], free),
        x => new Array64([Each(x[0], x[1]).Sum(divergence => Math.Max(divergence, free))]),
        [[6, 5], [6, 5]]);

    [Fact]
    public void EachElementHasItsOwn() => OpCheck.Run(
        x => Losses.NormalDivergences(x[0], x[1]), x => new Array64(Each(x[0], x[1]), 5), [[6, 5], [6, 5]]);

    [Fact]
    public void FreeNatsCountAndDoNotPull()
    {
        // The first element is far from the standard normal distribution, the second hardly.
        var mean = Tensor.From([3, 0.1f, 3, 0.1f], 2, 2).Tracked();
        var logVariance = Tensor.Zeros(2, 2).Tracked();

        var loss = Losses.NormalDivergence(mean, logVariance, free: 0.5);
        loss.Backward();

        Assert.Equal(4.5 + 0.5, loss.Item(), 1e-5);
        Assert.Equal([1.5f, 0, 1.5f, 0], mean.Grad!.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.NormalDivergence(mean, logVariance, free: -1));
        Assert.Throws<ShapeException>(() => Losses.NormalDivergences(mean, Tensor.Zeros(2)));
    }

    static double[] Each(Array64 mean, Array64 logVariance)
    {
        int batch = mean.Dims[0], width = mean.Dims[1];
        return [.. Enumerable.Range(0, width).Select(i => Enumerable.Range(0, batch)
            .Average(row => (Math.Pow(mean[row, i], 2) + Math.Exp(logVariance[row, i]) - logVariance[row, i] - 1) / 2))];
    }
}
