using Assay.Reports;
using Assay.Sweeps;

namespace Assay.Tests.Reports.Sweeps;

public class TradeOffSectionTests
{
    [Fact]
    public void TheFrontIsWhatNothingBeatsInBoth()
    {
        var report = Report(new TradeOff("size", Goal.Minimize), ("a", 1, 5), ("b", 2, 2), ("beaten", 3, 3), ("c", 4, 1));
        var front = report[report.IndexOf("| Front |", StringComparison.Ordinal)..];
        front = front[..front.IndexOf("\n#", StringComparison.Ordinal)];
        foreach (var name in new[] { "| a |", "| b |", "| c |" }) Assert.Contains(name, front, StringComparison.Ordinal);
        Assert.DoesNotContain("beaten", front, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLimitIsReadBetweenItsPoints()
    {
        var report = Report(new TradeOff("size", Goal.Maximize) { Bound = [(0, 0), (10, 1)] }, ("a", 0.9, 5), ("b", 0.5, 4));
        Assert.Contains("| a | 1 | 5 | 0.90000 | 0.50000 | 0.40000 |", report, StringComparison.Ordinal);
        Assert.Contains("limit", report, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainingsWithoutTheMetricAreSaidToBe() =>
        Assert.Contains("No training that finished has width.", Report(new TradeOff("width", Goal.Minimize), ("a", 1, 5)), StringComparison.Ordinal);

    [Fact]
    public void APlanKeepsItInItsFile()
    {
        var plan = SampleSweeps.Listed(("a", [1])).Plan with { Against = new TradeOff("size", Goal.Maximize) { Bound = [(0.25, -1), (0.5, -0.5)] } };
        var text = PlanJson.Write(plan);
        var read = PlanJson.Read(text, "plan");
        Assert.Equal(text, PlanJson.Write(read));
        Assert.Equal([(0.25, -1.0), (0.5, -0.5)], read.Against!.Bound);
    }

    [Fact]
    public void ItsTextIsItsNameAndGoal()
    {
        Assert.Equal("test/size:minimize", TradeOff.Parse("test/size:minimize").ToString());
        Assert.Equal(Goal.Maximize, TradeOff.Parse("richness:maximize").Goal);
        foreach (var text in new[] { "richness", ":maximize", "richness:most" }) Assert.Contains(text, Assert.Throws<ArgumentException>(() => TradeOff.Parse(text)).Message, StringComparison.Ordinal);
    }

    static string Report(TradeOff against, params (string Name, double Judged, double Second)[] trials)
    {
        var sample = SampleSweeps.Listed([.. trials.Select(trial => (trial.Name, new[] { trial.Judged }))]);
        var results = sample with
        {
            Plan = sample.Plan with { Against = against },
            Trials = [.. sample.Trials.Select((trial, place) => trial with
            {
                Replicates = [.. trial.Replicates.Select(run => run with { Metrics = new Dictionary<string, double>(run.Metrics) { ["size"] = trials[place].Second } })],
            })],
        };
        return SweepReport.Build(results, []).Markdown("figures/");
    }
}
