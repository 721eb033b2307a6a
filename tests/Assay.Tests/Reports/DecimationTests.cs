using Assay.Reports;

namespace Assay.Tests.Reports;

public sealed class DecimationTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(99_991)]
    public void KeepsTheExtremesTheEndsAndTheOrder(int count)
    {
        var random = new Random(count);
        var points = Enumerable.Range(0, count).Select(i => ((double)i, random.NextDouble())).ToList();
        points[count / 3] = (count / 3, 50);
        points[count / 2] = (count / 2, -50);
        var thin = Decimation.Thin(points);
        Assert.True(thin.Count <= Decimation.Points + 2);
        Assert.Equal((points[0], points[^1]), (thin[0], thin[^1]));
        Assert.Contains(thin, p => p.Y == 50);
        Assert.Contains(thin, p => p.Y == -50);
        Assert.True(thin.Zip(thin.Skip(1)).All(pair => pair.First.X < pair.Second.X));
        if (count <= Decimation.Points) Assert.Equal(points, thin);
    }

    [Fact]
    public void APointThatCannotBeDrawnEndsAStretch()
    {
        var series = new ChartSeries("a", [0, 1, 2, 3, 4, 5, 6], [1, double.NaN, 2, 3, double.PositiveInfinity, -1, 4]);
        Assert.Equal([1, 2, 2], Decimation.Stretches(series, logX: false, logY: false).Select(s => s.Count));
        Assert.Equal([1, 2, 1], Decimation.Stretches(series, logX: false, logY: true).Select(s => s.Count));
    }
}
