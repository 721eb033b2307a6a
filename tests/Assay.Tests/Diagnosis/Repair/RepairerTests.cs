using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Tests.Diagnosis.Repair;

public class RepairerTests
{
    // A training whose loss is its distance from a rate of 0.01 in decades, whatever else is set.
    static Trace Train(Dictionary<string, object?> settings)
    {
        var trace = new Trace(new RunRecord { Study = "x", Settings = settings, Judged = new JudgedMetric("valid/loss", 0) }) { Status = RunStatus.Finished, PlannedSteps = 100 };
        var loss = 0.01 + Math.Abs(Math.Log10((double)settings["lr"]! / 0.01));
        for (var i = 1; i <= 10; i++) trace.Add(i * 10, "valid/loss", loss * (1 + (0.5 / i)));
        trace.Add(100, Vitals.Trivial, 3);
        return trace;
    }

    static RepairState<Dictionary<string, object?>> Sick(params (string Cause, double Probability)[] causes)
    {
        var settings = new Dictionary<string, object?> { ["lr"] = 1.0, ["epochs"] = 5.0, ["dropout"] = 0.5 };
        return new(settings, Train(settings), new Opinion(0.9, true, causes, []));
    }

    static Repairer<Dictionary<string, object?>> Made(List<RepairAttempt> tried) => new(
        (settings, action) => action.Change?.Invoke(settings) is { } changed ? new(changed) : null, Train, new Dictionary<string, double>())
    {
        Tried = tried.Add,
    };

    [Fact]
    public void WhatHelpsIsKeptAndWhatDoesNotIsNot()
    {
        var tried = new List<RepairAttempt>();

        var outcome = Made(tried).Repair(Sick((Causes.Dropout, 0.6), (Causes.RateTooHigh, 0.3)), budget: 12);

        Assert.Equal(outcome.Ledger, tried);
        Assert.Contains(outcome.Ledger, one => one.Action.Cause == Causes.Dropout && !one.Kept);
        Assert.Contains(outcome.Ledger, one => one.Action.Cause == Causes.RateTooHigh && one.Kept);
        Assert.True(outcome.Best.HeldOut < outcome.First.HeldOut);
        Assert.Equal(0.5, outcome.Best.Recipe["dropout"]);
    }

    [Fact]
    public void TheBudgetIsNeverOverdrawn()
    {
        var outcome = Made([]).Repair(Sick((Causes.TooFewUpdates, 0.9)), budget: 2);

        Assert.True(outcome.Cost <= 2);
        Assert.True(outcome.Ledger.Sum(one => one.Cost) <= 2);
        Assert.Empty(Made([]).Repair(Sick((Causes.TooFewUpdates, 0.9)), budget: 0).Ledger);
    }

    [Fact]
    public void ALeakThatIsGoneIsKeptThoughTheScoreIsWorse()
    {
        static Trace Leaky(string leak)
        {
            var trace = new Trace(new RunRecord { Study = "x", Judged = new JudgedMetric("valid/loss", 0) }) { Status = RunStatus.Finished };
            trace.Add(1, "valid/loss", leak == "yes" ? 0.01 : 0.5);
            trace.Add(1, Vitals.SharedRows, leak == "yes" ? 0.9 : 0);
            return trace;
        }

        var repairer = new Repairer<string>((leak, action) => action.Id == "split-check" && leak == "yes" ? "no" : null, Leaky, new Dictionary<string, double>());
        var outcome = repairer.Repair(new RepairState<string>("yes", Leaky("yes"), new Opinion(0.9, true, [(Causes.SplitLeak, 0.9)], [])), 3);

        Assert.Equal("no", outcome.Best.Recipe);
        Assert.Contains("leak", outcome.Ledger[0].Reason);
    }

    [Fact]
    public void StoppingEndsAfterTheAttemptUnderWay()
    {
        using var stop = new CancellationTokenSource();
        var repairer = new Repairer<Dictionary<string, object?>>((settings, action) => action.Change?.Invoke(settings) is { } changed ? new(changed) : null, Train, new Dictionary<string, double>())
        {
            Tried = _ => stop.Cancel(),
        };

        Assert.Single(repairer.Repair(Sick((Causes.RateTooHigh, 0.9)), 100, stop.Token).Ledger);
    }
}
