using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Audits;

public class ComparisonAuditTests
{
    static Trace Run(string model, int seed, double error, string test = "1,000 rows, seed 1") => new TraceOf().Setting("model", model).Setting("seed", (double)seed).Vital("test/mse", error)
        .Record(record => (record.Seed, record.Splits["test"]) = (seed, test)).Make();

    static Symptom? Ask(string audit, params Trace[] runs) => ComparisonAudits.List.Single(one => one.Id == audit).Look(runs);

    // Two models over some seeds; the second one's error is larger by a gap and noise.
    static Trace[] Two(int seeds, double gap)
    {
        var noise = TraceOf.Noise(3);
        return [.. Enumerable.Range(1, seeds).SelectMany(seed => new[] { Run("a", seed, 1 + 0.02 * noise(seed)), Run("b", seed, 1 + gap + 0.02 * noise(50 + seed)) })];
    }

    [Fact]
    public void SingleSeedClaimCountsSeeds()
    {
        var symptom = Ask("single-seed-claim", Run("a", 1, 0.1), Run("b", 1, 0.2))!;
        Assert.True(symptom.Fires);
        Assert.Contains("2 of 2", symptom.Evidence, StringComparison.Ordinal);
        Assert.False(Ask("single-seed-claim", Two(3, 0.1))!.Fires);
    }

    [Fact]
    public void SingleSeedClaimIsNotAskedOfOneConfiguration() => Assert.Null(Ask("single-seed-claim", Run("a", 1, 0.1), Run("a", 2, 0.2)));

    [Fact]
    public void TooFewSeedsAsksHowManyTheDifferenceTakes()
    {
        Assert.True(Ask("too-few-seeds", Two(3, 0.002))!.Fires);
        Assert.False(Ask("too-few-seeds", Two(5, 0.5))!.Fires);
        Assert.Null(Ask("too-few-seeds", Run("a", 1, 0.1), Run("b", 1, 0.2)));
    }

    [Fact]
    public void NoEffectSettingNamesIt()
    {
        Assert.Equal("model", Ask("no-effect-setting", Run("a", 1, 0.1), Run("b", 1, 0.1), Run("a", 2, 0.2), Run("b", 2, 0.2))!.Where);
        Assert.False(Ask("no-effect-setting", Run("a", 1, 0.1), Run("b", 1, 0.1), Run("a", 2, 0.2), Run("b", 2, 0.21))!.Fires);
        Assert.Null(Ask("no-effect-setting", Run("a", 1, 0.1), Run("b", 2, 0.1)));
    }

    [Fact]
    public void UnequalDataComparesTheHeldOutSets()
    {
        Assert.True(Ask("unequal-data", Run("a", 1, 0.1), Run("b", 1, 0.2, "1,000 rows, seed 2"))!.Fires);
        Assert.False(Ask("unequal-data", Two(2, 0.1))!.Fires);
    }

    [Fact]
    public void UnequalDataSeesAConstantThatScoresDifferently()
    {
        Trace Of(double zero) => new TraceOf().Record(record => record.Baselines["zero"] = new() { ["test/mse"] = zero }).Make();
        Assert.Contains("'zero'", Ask("unequal-data", Of(0.5), Of(0.46))!.Evidence, StringComparison.Ordinal);
        Assert.False(Ask("unequal-data", Of(0.5), Of(0.5))!.Fires);
    }

    [Fact]
    public void TheDoctorFindsNothingInAFairComparison() => Assert.Empty(ComparisonDoctor.Examine(Two(6, 0.5)));

    [Fact]
    public void TheDoctorPutsTheGravestFirst() => Assert.Equal(["no-effect-setting", "single-seed-claim"], ComparisonDoctor.Examine([Run("a", 1, 0.1), Run("b", 1, 0.1)]).Select(finding => finding.Id));
}
