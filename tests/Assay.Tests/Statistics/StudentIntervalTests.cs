using Assay.Statistics;

namespace Assay.Tests.Statistics;

public sealed class StudentIntervalTests
{
    [Fact]
    public void FiveValuesAgreeWithTheTables()
    {
        // Mean 3, deviation sqrt(2.5), t(4, 0.975) = 2.776445.
        var interval = StudentInterval.Of([1, 2, 3, 4, 5]);
        var half = 2.776445 * Math.Sqrt(2.5 / 5);

        Assert.Equal(3, interval.Value);
        Assert.Equal(3 - half, interval.Low, 5);
        Assert.Equal(3 + half, interval.High, 5);
        Assert.Equal(Math.Sqrt(2.5), StudentInterval.Deviation([1, 2, 3, 4, 5]), 12);
    }

    [Fact]
    public void OneValueBoundsNothing()
    {
        Assert.False(StudentInterval.Of([7]).Excludes(0));
        Assert.True(double.IsNaN(StudentInterval.Deviation([7])));
    }

    [Fact]
    public void EqualValuesHaveNoWidth() => Assert.Equal(new Interval(4, 4, 4), StudentInterval.Of([4, 4, 4]));
}
