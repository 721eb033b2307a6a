using System.Diagnostics;
using Assay.Counting;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.EndToEnd;

/// <summary>A sweep on a Slurm cluster of this one machine.</summary>
public sealed class SlurmSweepTests : IDisposable
{
    const int Epochs = 30;

    static readonly string[] Sweep = ["sweep", "counting", "--vary", "x=0..1", "--points", "6", "--seeds", "2", "--set", "epochs=30", "--set", "pause=50", "--slurm", "--workers", "3", "--threads", "1"];

    readonly TemporaryFolder _folder = new();

    [SlurmFact]
    public void AnArrayIsSubmittedLosesTasksAndIsCollected()
    {
        using var cluster = new SlurmCluster(Directory.CreateDirectory(_folder.File("slurm")).FullName);
        using var controller = Shell.Start(_folder.Path, cluster.Environment, "dotnet", [Shell.Counting, .. Sweep]);
        WaitFor(() => Progress() is { Done: >= 1, Workers: 3 });
        var folder = Folder();
        // One task is begun again by Slurm, the process of another is killed.
        var job = Shell.Run(_folder.Path, cluster.Environment, "squeue", "--noheader", "--format", "%F").Out.Split('\n')[0].Trim();
        Assert.Equal("", Shell.Run(_folder.Path, cluster.Environment, "scontrol", "requeue", $"{job}_1").Error);
        var victim = Joins().Single(join => join.GetProperty("slurm").GetString() == $"{job}_2").GetProperty("process").GetProperty("pid").GetInt32();
        Process.GetProcessById(victim).Kill();

        var (code, output, error) = Shell.Finish(controller);

        Assert.True(code == 0, output + error);
        Assert.Contains($"job     {job}, tasks 0 to 2", output, StringComparison.Ordinal);
        Check(folder);
        Assert.Equal("", Shell.Run(_folder.Path, cluster.Environment, "squeue", "--noheader").Out);

        // Without anybody who waits: the last task ends the sweep.
        var detached = Shell.Run(_folder.Path, cluster.Environment, "dotnet", [Shell.Counting, .. Sweep, "--detach", "--runs", "detached", "--slurm-option=--comment=mine"]);
        Assert.True(detached.Code == 0, detached.Out + detached.Error);
        var left = Directory.GetDirectories(_folder.File("detached"), "counting-*").Single();
        WaitFor(() => new RunReader(left).Status == RunStatus.Finished);
        WaitFor(() => Shell.Run(_folder.Path, cluster.Environment, "squeue", "--noheader").Out.Length == 0);
        Check(left);
        Assert.Contains("SBATCH --requeue", File.ReadAllText(Path.Combine(left, "slurm", "job.sh")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(left, "report.html")));
    }

    static void Check(string folder)
    {
        var results = SweepFolder.Open(folder).Read();
        Assert.Equal(6, results.Trials.Count);
        foreach (var trial in results.Trials)
            Assert.Equal(new[] { 1UL, 2UL }.Select(seed => Chain.Loss((double)trial.Values["x"], seed, Epochs)), trial.Finished);
        Assert.Equal(RunStatus.Finished, new RunReader(folder).Status);
        Assert.StartsWith("Best loss: ", new RunReader(folder).Record.Verdict);
    }

    public void Dispose() => _folder.Dispose();

    string Folder() => Directory.GetDirectories(_folder.File("runs"), "counting-*").Single();

    SweepProgress? Progress() => Directory.Exists(_folder.File("runs")) && Directory.GetDirectories(_folder.File("runs"), "counting-*") is [var sweep] && SweepFolder.IsSweep(sweep) ? SweepFolder.Open(sweep).Progress() : null;

    List<System.Text.Json.JsonElement> Joins() => [.. File.ReadLines(Path.Combine(Folder(), "journal.jsonl"))
        .Where(line => line.StartsWith("""{"kind":"join""", StringComparison.Ordinal)).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)];

    static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(() =>
    {
        Thread.Sleep(100);
        return condition();
    }, TimeSpan.FromMinutes(2)), "it did not come to pass within two minutes");
}
