using Assay.Runs;
using Assay.Studies.Frequency;

namespace Assay.EndToEnd;

/// <summary>Sweeps through the program, and the example of docs/sweeps.md.</summary>
public class SweepProgramTests
{
    [Fact]
    public void TheExampleRuns()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = Shell.Run(folder.Path, null, "dotnet", "run", "-c", "Release", Path.Combine(Shell.Root, "examples", "sweep.cs"));

        Assert.True(code == 0, output + error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^trial \d+: 0\.0\d\d, .*\[shape, bent\]", lines[0]);
        Assert.All(lines[1..], line => Assert.Matches(@"^\[hidden, \d+\], \[lr, 0\.00\d+\]: 0\.\d{3} and 0\.\d{3}$", line));
    }

    [Fact]
    public void AStudyIsSweptInSeveralProcesses()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = Shell.Assay(folder.Path, "sweep", "frequency", "--vary", "hidden=4,8", "--set", "epochs=1", "--set", "passes=1", "--workers", "2", "--quiet");

        Assert.True(code == 0, output + error);
        Assert.Contains("verdict Best test/mse: ", output, StringComparison.Ordinal);
        Assert.Equal("", error);
        var run = new RunReader(Directory.GetDirectories(folder.File("runs"), "frequency-0001-s1", SearchOption.AllDirectories).Single());
        var known = new FrequencyStudy().MetricNames;
        Assert.Empty(run.Record.Best.Keys.Except(known).Except(["step", "epoch"]));
        Assert.Empty(known.Except(run.Record.Best.Keys).Except(run.Events().SelectMany(one => one.Metrics).Select(metric => metric.Name)));
    }
}
