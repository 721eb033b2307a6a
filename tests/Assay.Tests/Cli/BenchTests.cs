namespace Assay.Tests.Cli;

[Collection("program")]
public class BenchTests
{
    [Fact]
    public void PeakPrintsEveryLimitForOneThreadAndForAll()
    {
        using var call = new Call();

        Assert.Equal(0, call.Run("bench", "peak"));

        Assert.Contains("fused multiply-adds", call.Out, StringComparison.Ordinal);
        Assert.Contains("read memory, 128 MiB a thread", call.Out, StringComparison.Ordinal);
        Assert.Contains("1 THREAD", call.Out, StringComparison.Ordinal);

        Assert.Equal(0, call.Run("bench", "peak", "--json"));
        var limits = call.Json.GetProperty("limits");
        Assert.Equal(Environment.ProcessorCount == 1 ? 1 : 2, limits.GetArrayLength());
        Assert.Equal(1, limits[0].GetProperty("threads").GetInt32());
        Assert.True(limits[0].GetProperty("gigaflops_per_second").GetDouble() > 0);
        Assert.True(limits[0].GetProperty("bandwidths")[3].GetProperty("read_gigabytes_per_second").GetDouble() > 0);
    }

    [Theory]
    [InlineData("measure what? There are 'peak' and 'diagnosis'", "bench")]
    [InlineData("there is no 'paek' to measure (did you mean 'peak'?)", "bench", "paek")]
    public void ReportsBadUsageInOneLine(string message, params string[] args)
    {
        using var call = new Call();

        Assert.Equal(2, call.Run(args));

        Assert.Contains(message, call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(call.Out);
    }
}
