using Assay.Runs;
using Assay.Studies.Ternary;
using Assay.Sweeps;

namespace Assay.Tests.Studies.Ternary;

public class OriginalFindingsTests
{
    [Fact]
    public void EqualCurvaturesHaveNoEffect()
    {
        var finding = Find("original/curvature", ("curvature", "c 0.5", [-0.7, -0.6]), ("curvature", "c 1.0", [-0.7, -0.6]), ("curvature", "c 2.0", [-0.7, -0.6]));
        Assert.StartsWith("Does not hold", finding.Title, StringComparison.Ordinal);
        Assert.Contains("0.7071", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ACurvatureThatIsBetterIsSaidToBe()
    {
        double[] values = [-0.70, -0.71, -0.69, -0.70, -0.72];
        var finding = Find("original/curvature", ("curvature", "c 0.5", values), ("curvature", "c 1.0", values), ("curvature", "c 2.0", [.. values.Select((value, place) => value - 0.1 - (0.001 * place))]));
        Assert.StartsWith("Holds:", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void PatienceThatStopsTheSameTrainingFindsNothingBetter()
    {
        (string, string, double[])[] same = [("schedules", "no schedule", [-0.8, -0.7, -0.75]), ("schedules", "early stop p5", [-0.8, -0.65, -0.75]), ("schedules", "early stop p10", [-0.8, -0.7, -0.75])];
        Assert.Contains("never better", Find("original/patience", same).Title, StringComparison.Ordinal);
        same[1] = ("schedules", "early stop p5", [-0.95, -0.85, -0.901]);
        Assert.StartsWith("Holds", Find("original/patience", same).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void StartsDecideWhereSeedsDoNot()
    {
        double[] starts = [-0.7, -0.2, 0.1, 0.5, 0.8];
        var deciding = starts.Select((start, place) => Trial("stability", $"start {place}", [start / 10, (start / 10) + 0.001, (start / 10) - 0.001], start)).ToArray();
        var finding = Assert.Single(OriginalFindings.Of(Results(deciding)), one => one.Id == "original/start");
        Assert.StartsWith("Holds", finding.Title, StringComparison.Ordinal);
        Assert.Contains("Pearson 1.00", finding.Evidence, StringComparison.Ordinal);
        Assert.Contains("3 of 5 upside down", finding.Evidence, StringComparison.Ordinal);

        var noise = starts.Select((start, place) => Trial("stability", $"start {place}", [-0.1 - (0.001 * place), 0.3, -0.3], start)).ToArray();
        Assert.StartsWith("Does not hold", Assert.Single(OriginalFindings.Of(Results(noise)), one => one.Id == "original/start").Title, StringComparison.Ordinal);
    }

    [Fact]
    public void OvertrainingIsHeldAgainstALossThatTeachesOrder()
    {
        var falling = Enumerable.Range(0, 5).Select(place => Trial("loss-weights", $"w{place}", [-0.7, -0.71, -0.72], fall: 0.1 + (0.001 * place))).ToList();
        var finding = Assert.Single(OriginalFindings.Of(Results([.. falling, Trial("investigation", "order instead of level means", [-0.83, -0.83, -0.831], fall: 0)])), one => one.Id == "original/overtraining");
        Assert.StartsWith("Holds for this loss", finding.Title, StringComparison.Ordinal);
        Assert.Contains("With the order of operations", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ScratchIsNotHarderWhereTheDecoderIsTrained()
    {
        var finding = Assert.Single(OriginalFindings.Of(Results(
            [Trial("investigation", "scratch, decoder frozen", [-0.1, -0.1], coverage: 0.2), Trial("investigation", "scratch, decoder trained", [-0.1, -0.1], coverage: 1)])), one => one.Id == "original/scratch");
        Assert.StartsWith("Does not hold", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnfinishedSweepSaysNothing() => Assert.Empty(OriginalFindings.Of(Results([])));

    static Finding Find(string id, params (string Phase, string Name, double[] Values)[] trials) =>
        Assert.Single(OriginalFindings.Of(Results([.. trials.Select(trial => Trial(trial.Phase, trial.Name, trial.Values))])), finding => finding.Id == id);

    static SweepResults Results(TrialResult[] trials) => new(OriginalSweep.Plan, trials, [], 1, 1);

    static TrialResult Trial(string phase, string name, double[] values, double start = 0, double fall = 0, double coverage = 1) => new(
        0, phase, name, new Dictionary<string, object>(), TrialState.Finished,
        [.. values.Select((value, place) => new ReplicateResult(
            place + 1, $"run-{place}", TrialState.Finished, value, new Dictionary<string, double> { ["hierarchy"] = value, ["start/hierarchy"] = start, ["coverage"] = coverage },
            new Dictionary<string, double> { ["hierarchy"] = value + fall }, 1, [], null))]);
}
