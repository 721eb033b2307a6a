using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Tests.Cli.Diagnosis;

[Collection("program")]
public class WatchTests
{
    // Alarmed by any grave finding, whatever the doctor was taught.
    static Call Eager() => new()
    {
        Change = session => session with { WatchLimits = new WatchLimits { Share = 1e9, Interval = 0 }, Watch = trace => Alarmed(Doctor.Watch(trace)) },
    };

    static Opinion Alarmed(Opinion opinion)
    {
        List<Finding> grave = [.. opinion.Findings.Where(finding => finding.Id == "diverging")];
        return opinion with { Findings = grave, Alarm = grave.Count > 0 };
    }

    [Fact]
    public void StopEndsALostTrainingAndSaysWhy()
    {
        using var call = Eager();

        Assert.Equal(0, call.Verb("train", "fake", "--watch", "stop", "--set", "protocol=rising"));

        var run = Assert.Single(new RunStore(call.Runs).List());
        Assert.Equal(RunStatus.Stopped, run.Status);
        Assert.StartsWith("The training loss rises instead of falling [diverging], in ", run.Record.Reason, StringComparison.Ordinal);
        Assert.InRange(run.Record.Steps, 6, 29);
        Assert.Single(run.Events(), one => one.Warning?.Contains("[diverging]", StringComparison.Ordinal) == true);
        Assert.Contains($"to see why: assay diagnose {run.Id}", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WarnSaysItOnceAndTrainsOn()
    {
        using var call = Eager();

        Assert.Equal(0, call.Verb("train", "fake", "--watch", "warn", "--set", "protocol=rising"));

        var run = Assert.Single(new RunStore(call.Runs).List());
        Assert.Equal((RunStatus.Finished, 30L), (run.Status, run.Record.Steps));
        Assert.Single(run.Events(), one => one.Warning?.Contains("[diverging]", StringComparison.Ordinal) == true);
        Assert.Single(call.Lines, line => line.StartsWith("warning: The training loss rises", StringComparison.Ordinal));
    }

    [Fact]
    public void RepairIsHandedTheStoppedRun()
    {
        using var call = Eager();
        RunReader? handed = null;
        var eager = call.Change;
        call.Change = session => eager(session) with { Repair = run => { handed = run; return 7; } };

        Assert.Equal(7, call.Verb("train", "fake", "--watch", "repair", "--set", "protocol=rising"));

        Assert.Equal(RunStatus.Stopped, handed?.Status);
    }

    [Fact]
    public void AHealthyTrainingIsTheSameWithAndWithoutIt()
    {
        using var call = Eager();

        Assert.Equal(0, call.Verb("train", "fake", "--watch", "stop"));
        Assert.Equal(0, call.Verb("train", "fake"));

        var runs = new RunStore(call.Runs).List();
        Assert.Equal(runs[0].Record.Metrics, runs[1].Record.Metrics);
        Assert.Equal(Logged(runs[0]), Logged(runs[1]));

        static IEnumerable<string> Logged(RunReader run) => run.Events().Where(one => one.Warning is null).Select(one => $"{one.Step} {string.Join(' ', one.Metrics)}");
    }

    [Fact]
    public void AResumedTrainingIsWatchedFromItsBeginning()
    {
        using var call = Eager();
        call.Verb("train", "fake", "--watch", "stop", "--set", "protocol=rising");
        var id = new RunStore(call.Runs).List()[0].Id;

        Assert.Equal(0, call.Verb("resume", id, "--watch", "stop"));

        var run = new RunStore(call.Runs).Open(id);
        Assert.Equal(RunStatus.Stopped, run.Status);
        Assert.Contains("[diverging]", run.Record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherModeIsBadUsage()
    {
        using var call = new Call();

        Assert.Equal(2, call.Verb("train", "fake", "--watch", "maybe"));

        Assert.Equal("assay: --watch is 'maybe'; needed: warn, stop or repair\n", call.Error);
    }
}
