using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Tests.Diagnosis.Watch;

public class WatcherTests
{
    static readonly WatchLimits Eager = new() { Share = 1e9, Interval = 0 };

    static Finding Found(string id, Severity severity = Severity.Error) => new(id, severity, "It is wrong.", "by 3");

    static Watcher Watching(Func<long, IReadOnlyList<Finding>> examine, WatchLimits? limits = null, TimeProvider? clock = null, long planned = 100)
    {
        var watcher = new Watcher(new Trace(new RunRecord { Study = "sines" }), limits ?? Eager, trace => Of(examine(trace.Step)), clock);
        watcher.Plan(planned);
        return watcher;
    }

    static Opinion Of(IReadOnlyList<Finding> findings) => new(double.NaN, findings.Any(finding => finding.Severity == Severity.Error), [], findings);

    static List<Finding> Train(Watcher watcher, int from, int to)
    {
        var heard = new List<Finding>();
        for (var step = from; step <= to; step++) heard.AddRange(watcher.Add(step, "train/loss", 1));
        return heard;
    }

    [Fact]
    public void EachFindingIsSaidOnce()
    {
        var watcher = Watching(step => step >= 20 ? [Found("a"), Found("b", Severity.Warning)] : step >= 10 ? [Found("a")] : []);

        Assert.Equal(["a", "b"], Train(watcher, 1, 100).Select(finding => finding.Id));
    }

    [Fact]
    public void WhatIsGraveAndPersistsIsNamed()
    {
        var watcher = Watching(step => step >= 50 ? [Found("a")] : []);

        Train(watcher, 1, 55);
        Assert.Null(watcher.Grave);
        Train(watcher, 56, 60);
        Assert.Equal("a", watcher.Grave?.Id);
    }

    [Fact]
    public void EarlyTroubleThatPassesIsNotGrave()
    {
        var watcher = Watching(step => step < 10 ? [Found("a")] : []);

        Assert.Empty(Train(watcher, 1, 100));
        Assert.Null(watcher.Grave);
    }

    [Fact]
    public void WhatComesAndGoesIsNeitherSaidNorGrave()
    {
        var watcher = Watching(step => step % 3 == 0 ? [] : [Found("a")]);

        Assert.Empty(Train(watcher, 1, 100));
        Assert.Null(watcher.Grave);
    }

    [Fact]
    public void WithoutAnAlarmNothingIsGrave()
    {
        var watcher = Watching(_ => [Found("a", Severity.Warning)]);

        Assert.Single(Train(watcher, 1, 100));
        Assert.Null(watcher.Grave);
    }

    [Fact]
    public void AnAlarmThatNoRuleNamesIsNamedByItsCause()
    {
        var watcher = new Watcher(new Trace(new RunRecord { Study = "sines" }), Eager, _ => new Opinion(0.9, true, [(Causes.RateTooHigh, 0.7)], []));
        watcher.Plan(100);

        Train(watcher, 1, 100);

        Assert.Equal(("likely-faulty", "Something is likely wrong: the learning rate is too high.", 0.9), (watcher.Grave?.Id, watcher.Grave?.Title, watcher.Grave?.Confidence));
    }

    [Fact]
    public void ExpensiveLooksAreRare()
    {
        // A look takes 2 seconds of this clock, a step 1.
        var clock = new SteppedClock();
        var watcher = Watching(_ =>
        {
            clock.Pass(2);
            return [];
        }, new WatchLimits(), clock, planned: 10_000);
        for (var step = 1; step <= 10_000; step++)
        {
            clock.Pass(1);
            watcher.Add(step, "train/loss", 1);
        }

        Assert.InRange(watcher.Looks, 10, 51);
        Assert.True(watcher.Spent <= 0.01 * clock.Seconds, $"{watcher.Spent} s of {clock.Seconds} s");
    }

    sealed class SteppedClock : TimeProvider
    {
        long _ticks;

        public double Seconds => _ticks / (double)TimeSpan.TicksPerSecond;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(double seconds) => _ticks += (long)(seconds * TimeSpan.TicksPerSecond);
    }
}
