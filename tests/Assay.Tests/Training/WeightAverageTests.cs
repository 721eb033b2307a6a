using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class WeightAverageTests
{
    [Fact]
    public void FollowsItsFormula()
    {
        var rng = new Rng(3);
        var parameter = new Parameter(37);
        var average = new WeightAverage([("p", parameter)], halfLife: 5);
        var expected = new double[37];
        for (var step = 1; step <= 40; step++)
        {
            foreach (ref var value in parameter.Span) value = rng.NextNormal();
            average.Update();
            var weight = Math.Max(1 - Math.Pow(0.5, 1 / 5.0), 1.0 / step);
            for (var i = 0; i < 37; i++) expected[i] += weight * (parameter.Span[i] - expected[i]);
        }

        for (var i = 0; i < 37; i++) Assert.Equal(expected[i], average.Tensors[0].Span[i], 1e-5);
    }

    [Fact]
    public void SwapExchangesAndSwapsBack()
    {
        var parameter = new Parameter(3);
        var average = new WeightAverage([("p", parameter)], halfLife: 5);
        parameter.Span.Fill(4);

        average.Swap();

        Assert.Equal([0f, 0f, 0f], parameter.ToArray());
        average.Swap();
        Assert.Equal([4f, 4f, 4f], parameter.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void RefusesAHalfLifeThatIsNone(double halfLife)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage([("p", new Parameter(1))], halfLife));
    }
}
