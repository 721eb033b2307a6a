using System.Diagnostics;
using System.Globalization;
using Assay.Counting;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.EndToEnd;

/// <summary>Sweeps whose processes are killed.</summary>
public sealed class KilledSweepTests : IDisposable
{
    const int Epochs = 30;

    readonly TemporaryFolder _folder = new();
    readonly Random _random = new(1);

    [Fact]
    public void NothingIsLostWhenWorkersAndTheControllerAreKilled()
    {
        using var controller = Start("sweep", "counting", "--vary", "x=0..1", "--sampler", "random", "--trials", "40", "--seeds", "2", "--workers", "32", "--quiet", "--set", Invariant($"epochs={Epochs}"), "--set", "pause=20");
        var killed = new HashSet<int>();
        WaitFor(() => Done() >= 5);
        while (killed.Count < 10)
        {
            var busy = Workers().Where(worker => !killed.Contains(worker)).ToList();
            if (busy.Count > 0 && killed.Add(busy[_random.Next(busy.Count)])) Process.GetProcessById(killed.Last()).Kill();
            Thread.Sleep(20);
        }

        controller.Kill();
        controller.WaitForExit();
        // Those that are left hear that it is gone and stop after a checkpoint.
        WaitFor(() => Workers().Count == 0);
        var sweep = Sweep();
        Assert.InRange(Done(), 5, 79);

        var (code, output, error) = Shell.Run(_folder.Path, null, "dotnet", Shell.Counting, "sweep", "--resume", Path.GetFileName(sweep), "--workers", "4", "--quiet");

        Assert.True(code == 0, output + error);
        Check(sweep, 40, 2);
        Assert.Equal(36, SweepFolder.Open(sweep).Read().Workers);
        var journal = File.ReadAllLines(Path.Combine(sweep, "journal.jsonl"));
        Assert.Contains(journal, line => line.StartsWith("""{"kind":"abandon""", StringComparison.Ordinal));
        Assert.Contains(journal, line => line.StartsWith("""{"kind":"release""", StringComparison.Ordinal));
    }

    [Fact]
    public void ASweepInOneProcessGoesOnAfterItWasKilled()
    {
        using (var first = Start("sweep", "counting", "--vary", "x=0..1", "--points", "4", "--workers", "1", "--quiet", "--set", Invariant($"epochs={Epochs}"), "--set", "pause=5"))
        {
            WaitFor(() => Done() >= 1);
            first.Kill();
            first.WaitForExit();
        }

        var sweep = Sweep();
        Assert.Equal(RunStatus.Interrupted, new RunReader(sweep).Status);
        var (code, output, error) = Shell.Run(_folder.Path, null, "dotnet", Shell.Counting, "sweep", "--resume", "latest", "--workers", "1");

        Assert.True(code == 0, output + error);
        Check(sweep, 4, 1);
    }

    [Fact]
    public void CtrlCStopsAllAfterACheckpoint()
    {
        using var controller = Start("sweep", "counting", "--vary", "x=0..1", "--points", "4", "--workers", "2", "--quiet", "--set", Invariant($"epochs={Epochs}"), "--set", "pause=50");
        WaitFor(() => Directory.Exists(_folder.File("runs")) && Done() == 0 && Directory.GetFiles(_folder.File("runs"), "last", SearchOption.AllDirectories).Length == 2);

        // As a terminal does: to all of its processes at once.
        Shell.Run(_folder.Path, null, "kill", ["-INT", Invariant($"{controller.Id}"), .. Workers().Select(worker => Invariant($"{worker}"))]);
        var (code, output, _) = Shell.Finish(controller);

        var sweep = Sweep();
        Assert.True(code == 0, output);
        Assert.Contains($"to go on: assay sweep --resume {Path.GetFileName(sweep)}", output, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Stopped, new RunReader(sweep).Status);
        Assert.Equal(2, File.ReadLines(Path.Combine(sweep, "journal.jsonl")).Count(line => line.StartsWith("""{"kind":"release""", StringComparison.Ordinal)));
        Assert.Equal(0, Shell.Run(_folder.Path, null, "dotnet", Shell.Counting, "sweep", "--resume", "latest", "--workers", "2", "--quiet").Code);
        Check(sweep, 4, 1);
    }

    /// <summary>Every run is there once, whole, and what it would be without interruption.</summary>
    static void Check(string sweep, int trials, int seeds)
    {
        var results = SweepFolder.Open(sweep).Read();
        Assert.Equal(trials, results.Trials.Count);
        foreach (var trial in results.Trials)
        {
            Assert.Equal(Enumerable.Range(1, seeds).Select(seed => (long)seed), trial.Replicates.Select(replicate => replicate.Seed));
            foreach (var replicate in trial.Replicates)
            {
                Assert.Equal((TrialState.Finished, Chain.Loss((double)trial.Values["x"], (ulong)replicate.Seed, Epochs)), (replicate.State, replicate.Value));
                Assert.Equal(Enumerable.Range(1, Epochs), replicate.Curve.Select(point => point.Epoch));
                Assert.Equal(replicate.Value, replicate.Curve[^1].Value);
            }
        }

        // A folder that a killed process was still making begins with a dot; no store takes it for a run.
        Assert.Equal(results.Trials.SelectMany(trial => trial.Replicates).Select(replicate => replicate.Run).Order(),
            Directory.GetDirectories(Path.Combine(sweep, "runs")).Select(Path.GetFileName).Where(name => !name!.StartsWith('.')).Order());
        Assert.Equal(trials * seeds, File.ReadLines(Path.Combine(sweep, "journal.jsonl")).Count(line => line.StartsWith("""{"kind":"result""", StringComparison.Ordinal)));
        Assert.Equal(RunStatus.Finished, new RunReader(sweep).Status);
    }

    public void Dispose() => _folder.Dispose();

    Process Start(params string[] args) => Shell.Start(_folder.Path, null, "dotnet", [Shell.Counting, .. args]);

    string Sweep() => Directory.GetDirectories(_folder.File("runs")).Single(folder => !Path.GetFileName(folder).StartsWith('.'));

    int Done() => Directory.Exists(_folder.File("runs")) && Directory.GetDirectories(_folder.File("runs"), "counting-*") is [var sweep] && SweepFolder.IsSweep(sweep) ? SweepFolder.Open(sweep).Progress().Done : 0;

    /// <summary>Process ids of the workers that live.</summary>
    List<int> Workers() => [.. File.ReadLines(Path.Combine(Sweep(), "journal.jsonl"))
        .Where(line => line.StartsWith("""{"kind":"join""", StringComparison.Ordinal) && line.EndsWith('}'))
        .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("process"))
        .Select(process => new ProcessMark(process.GetProperty("pid").GetInt32(), process.GetProperty("started").GetDateTimeOffset(), process.GetProperty("host").GetString()!))
        .Where(process => process.IsAlive()).Select(process => process.Pid)];

    static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(() =>
    {
        Thread.Sleep(50);
        return condition();
    }, TimeSpan.FromMinutes(2)), "it did not come to pass within two minutes");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
