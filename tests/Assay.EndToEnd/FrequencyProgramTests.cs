using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Assay.EndToEnd;

/// <summary>The study frequency in small, through the program.</summary>
public class FrequencyProgramTests
{
    static readonly string[] Small =
        ["train", "frequency", "--seed", "3", "--set", "hidden=8", "--set", "epochs=6", "--set", "passes=2", "--set", "streams=40", "--set", "bptt=50"];

    [Fact]
    public void TrainsEvaluatesShowsAndReports()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = Shell.Assay(folder.Path, [.. Small, "--json"]);

        Assert.Equal((0, ""), (code, error));
        var trained = JsonDocument.Parse(output).RootElement;
        Assert.Equal("finished", trained.GetProperty("status").GetString());
        Assert.Equal(489, trained.GetProperty("parameters").GetInt64());
        Assert.True(trained.GetProperty("metrics").GetProperty("test/mse").GetDouble() > 0);
        Assert.InRange(trained.GetProperty("baselines").GetProperty("zero").GetProperty("test/mse").GetDouble(), 0.49, 0.51);
        Assert.NotEqual("", trained.GetProperty("verdict").GetString());
        var run = trained.GetProperty("folder").GetString()!;
        Assert.True(File.Exists(Path.Combine(run, "report.html")));

        var evaluated = JsonDocument.Parse(Shell.Assay(folder.Path, "eval", "latest", "--checkpoint", "last", "--json").Out).RootElement;
        foreach (var metric in evaluated.GetProperty("metrics").EnumerateObject())
            Assert.Equal(trained.GetProperty("metrics").GetProperty(metric.Name).GetDouble(), metric.Value.GetDouble());

        Assert.Contains(trained.GetProperty("verdict").GetString()!, Shell.Assay(folder.Path, "show", "latest").Out, StringComparison.Ordinal);
        File.Delete(Path.Combine(run, "report.md"));
        Assert.Equal(0, Shell.Assay(folder.Path, "report", "latest").Code);
        Assert.True(File.Exists(Path.Combine(run, "report.md")));
    }

    [Theory]
    [InlineData("-KILL", 137)]
    [InlineData("-INT", 0)]
    [InlineData("-TERM", 0)]
    public void AnEndedRunResumesToTheSameBits(string signal, int exitCode)
    {
        // A process started in the background of a shell inherits that SIGINT is ignored, and so would the program.
        if (signal == "-INT" && InterruptIsIgnored()) signal = "-TERM";
        using var folder = new TemporaryFolder();
        var whole = JsonDocument.Parse(Shell.Assay(folder.Path, [.. Small, "--json", "--runs", "whole", "--threads", "1"]).Out).RootElement;

        using (var process = Shell.Start(folder.Path, null, "dotnet", [Shell.Program, .. Small, "--quiet", "--runs", "cut"]))
        {
            Assert.True(SpinWait.SpinUntil(() => process.HasExited || HasCheckpoint(folder.File("cut")), TimeSpan.FromMinutes(2)));
            using (var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
            Assert.Equal(exitCode, Shell.Finish(process).Code);
        }

        var (code, output, error) = Shell.Assay(folder.Path, "resume", "latest", "--runs", "cut", "--json");
        Assert.Equal((0, ""), (code, error));
        var resumed = JsonDocument.Parse(output).RootElement;
        foreach (var part in new[] { "metrics", "best", "steps", "ablations" })
            Assert.Equal(whole.GetProperty(part).GetRawText(), resumed.GetProperty(part).GetRawText());
        Assert.Equal(Weights(whole), Weights(resumed));
    }

    [Fact]
    public void ALearningRateOfAMillionDiverges()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = Shell.Assay(folder.Path, [.. Small, "--quiet", "--set", "lr=1e6", "--set", "clip=1e9"]);

        Assert.Equal((3, ""), (code, error));
        Assert.Contains("status  diverged: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AFullDiskIsOneLine()
    {
        if (!File.Exists("/dev/full")) return;
        using var folder = new TemporaryFolder();

        var (code, _, error) = Shell.Run(folder.Path, null, "bash", "-c", $"dotnet '{Shell.Program}' list > /dev/full");

        Assert.Equal(1, code);
        Assert.Matches("^assay: .*\n$", error);
    }

    static bool InterruptIsIgnored()
    {
        if (!File.Exists("/proc/self/status")) return false;
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..];
        return (Convert.ToUInt64(mask.Trim(), 16) & (1UL << (2 - 1))) != 0;
    }

    static bool HasCheckpoint(string store) =>
        Directory.Exists(store) && Directory.EnumerateFiles(store, "last.safetensors", SearchOption.AllDirectories).Any();

    static byte[] Weights(JsonElement run) => File.ReadAllBytes(Path.Combine(run.GetProperty("folder").GetString()!, "checkpoints", "best.safetensors"));
}
