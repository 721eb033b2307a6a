using Assay.Tensors;

namespace Assay.Tests.Tensors;

[Collection(nameof(Compute))]
public sealed class MachineLimitsTests
{
    [Fact]
    public void HasAFigureForEveryLimitAndPutsTheThreadsBack()
    {
        var before = Compute.Threads;
        var limits = MachineLimits.Measure(2);
        Assert.Equal(2, limits.Threads);
        Assert.Equal(before, Compute.Threads);
        // No processor is below the one or above the other.
        Assert.InRange(limits.GigaflopsPerSecond, 0.01, 1e5);
        Assert.Equal(limits.Bandwidths.OrderBy(set => set.Bytes), limits.Bandwidths);
        Assert.All(limits.Bandwidths, set => Assert.InRange(set.ReadGigabytesPerSecond, 0.01, 1e5));
        Assert.All(limits.Bandwidths, set => Assert.InRange(set.UpdateGigabytesPerSecond, 0.01, 1e5));
        Assert.Equal(limits.Bandwidths[^1].ReadGigabytesPerSecond, limits.MemoryGigabytesPerSecond);
        Assert.Throws<ArgumentOutOfRangeException>(() => MachineLimits.Measure(0));
    }
}
