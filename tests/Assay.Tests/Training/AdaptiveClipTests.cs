using Assay.Training;

namespace Assay.Tests.Training;

public sealed class AdaptiveClipTests
{
    [Fact]
    public void RisesWhereClippingLeavesLittle() => Assert.Equal(2 * 1.15, After(2, Repeat(10, 20)), 1e-12);

    [Fact]
    public void FallsWhereTheLimitIsFarAboveTheNorms() => Assert.Equal(2 * 0.895, After(2, Repeat(0.5, 20)), 1e-12);

    [Fact]
    public void RisesWhereNormsScatter() => Assert.Equal(5 * 1.075, After(5, [.. Repeat(0.5, 18), 30, 30]), 1e-12);

    [Fact]
    public void StaysWhereAllIsWell() => Assert.Equal(2, After(2, Repeat(1.5, 60)));

    [Fact]
    public void WaitsForTwentyNormsAndThenForTen()
    {
        var clip = new AdaptiveClip(1);
        var limits = Repeat(10, 45).Select(clip.Observe).ToArray();

        Assert.All(limits[..19], limit => Assert.Equal(1, limit));
        Assert.All(limits[19..29], limit => Assert.Equal(1.15, limit, 1e-12));
        Assert.All(limits[29..39], limit => Assert.Equal(1.15 * 1.15, limit, 1e-12));
        Assert.Equal(1.15 * 1.15 * 1.15, limits[^1], 1e-12);
    }

    [Theory]
    [InlineData(0.1, 1e-6, AdaptiveClip.Lowest)]
    [InlineData(50, 1e6, AdaptiveClip.Highest)]
    public void StaysWithinItsBounds(double start, double norm, double expected) => Assert.Equal(expected, After(start, Repeat(norm, 200)));

    [Theory]
    [InlineData(0.05)]
    [InlineData(51)]
    [InlineData(double.NaN)]
    public void ABeginningOutsideTheBoundsIsRefused(double limit) =>
        Assert.Contains("begins at 0.1 to 50", Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveClip(limit)).Message, StringComparison.Ordinal);

    [Fact]
    public void GoesOnFromItsState()
    {
        double[] norms = [.. Repeat(10, 17), .. Repeat(0.2, 40), 30, .. Repeat(0.4, 30)];
        var whole = new AdaptiveClip(1);
        var expected = norms.Select(whole.Observe).ToArray();

        var (first, second) = (new AdaptiveClip(1), new AdaptiveClip(7));
        var given = norms[..33].Select(first.Observe).ToList();
        second.Load(first.State());
        given.AddRange(norms[33..].Select(second.Observe));

        Assert.Equal(expected, given);
        Assert.Throws<ArgumentException>(() => second.Load([1, 2]));
    }

    static double After(double limit, IEnumerable<double> norms)
    {
        var clip = new AdaptiveClip(limit);
        // Every norm must be taken in: Last() of a Select may skip the others.
        foreach (var norm in norms) clip.Observe(norm);
        return clip.Limit;
    }

    static IEnumerable<double> Repeat(double norm, int count) => Enumerable.Repeat(norm, count);
}
