namespace Assay.Tests.Diagnosis.Outcome;

public class LearningRuleTests
{
    static TraceOf Flat() => OutcomeCase.Losses(_ => 1, _ => 1);

    [Fact]
    public void NothingLearnedSeesAModelAtTheTrivialLoss()
    {
        var symptom = OutcomeCase.Pair("nothing-learned", Flat().Vital("probe/input-shuffled", 1.001), OutcomeCase.Healthy());
        Assert.Contains("inputs of examples exchanged", symptom.Evidence, StringComparison.Ordinal);
        Assert.Contains("before each update", symptom.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingLearnedIsNotSaidOfWhatWasLearnedByHeart() => Assert.False(OutcomeCase.Ask("nothing-learned", OutcomeCase.Losses(_ => 1, i => OutcomeCase.Fall(i, 0.05)))!.Fires);

    [Fact]
    public void NothingLearnedQuotesTheProbeOfWidth() => Assert.Contains(OutcomeCase.Ask("nothing-learned", Flat().Vital("probe/wider", 0.99))!.Alternatives,
        one => one.Explanation.Contains("too small", StringComparison.Ordinal) && one.Against.Contains("0.99", StringComparison.Ordinal));

    [Fact]
    public void NothingLearnedNeedsATrivialLoss() => Assert.Null(OutcomeCase.Ask("nothing-learned", new TraceOf().With("valid/loss", 10, _ => 1)));

    [Fact]
    public void NothingLearnedTakesTheConstantAmongTheBaselines() => Assert.True(OutcomeCase.Ask("nothing-learned", new TraceOf().With("test/mse", 10, _ => 0.5).Record(record =>
    {
        record.Baselines["chance"] = new() { ["test/mse"] = 2 };
        record.Baselines["zero"] = new() { ["test/mse"] = 0.5 };
    }))!.Fires);

    [Fact]
    public void NothingLearnedGrowsAsTheModelGetsWorse()
    {
        double[] strengths = [.. new[] { 0.1, 0.5, 0.9, 0.97, 0.99 }.Select(loss => OutcomeCase.Ask("nothing-learned", OutcomeCase.Losses(_ => loss, _ => loss))!.Strength)];
        Assert.Equal(strengths.Order(), strengths);
        Assert.True(strengths[0] < strengths[1]);
    }

    [Fact]
    public void InputIgnoredSeesThatOtherInputsDoAsWell() =>
        OutcomeCase.Pair("input-ignored", OutcomeCase.Healthy().Vital("probe/input-shuffled", 0.0201), OutcomeCase.Healthy().Vital("probe/input-shuffled", 1.8));

    [Fact]
    public void InputIgnoredTakesExchangedInputsBeforeZeros() =>
        Assert.True(OutcomeCase.Ask("input-ignored", OutcomeCase.Healthy().Vital("probe/input-shuffled", 0.0202).Vital("probe/input-zeroed", 1.5))!.Fires);

    [Fact]
    public void InputIgnoredReadsTheStudysAblations() => Assert.True(OutcomeCase.Ask("input-ignored", new TraceOf().Record(record =>
    {
        record.Ablations["none"] = new() { ["test/mse"] = 0.5 };
        record.Ablations["signal-shuffled"] = new() { ["test/mse"] = 0.5001 };
    }))!.Fires);

    [Fact]
    public void InputUninformativeNeedsThatNobodyCanTell() => OutcomeCase.Pair("input-uninformative",
        Flat().Vital("probe/linear", 1.01).Vital("probe/neighbour", 1.3), Flat().Vital("probe/linear", 0.4).Vital("probe/neighbour", 1.3));

    [Fact]
    public void InputUninformativeIsNotSaidWithoutAModelOfTheInput() => Assert.Null(OutcomeCase.Ask("input-uninformative", Flat()));

    [Fact]
    public void OnlineMisleadsSeesUpdatesThatFollowTheTarget()
    {
        var symptom = OutcomeCase.Pair("online-misleads", new TraceOf().With("online/loss", 20, _ => 0.37).With("train/frozen", 20, _ => 0.98).Vital("probe/trivial", 1), OutcomeCase.Healthy());
        Assert.NotNull(symptom.Plot);
    }

    [Fact]
    public void OnlineMisleadsIsSilentWhereBothAreNextToNothing() =>
        Assert.False(OutcomeCase.Ask("online-misleads", new TraceOf().With("online/loss", 20, _ => 1e-4).With("train/frozen", 20, _ => 3e-4).Vital("probe/trivial", 1))!.Fires);

    [Fact]
    public void OnlineMisleadsDoesNotCompareALossWithACosine() => Assert.Null(OutcomeCase.Ask("online-misleads",
        new TraceOf().With("online/loss", 20, _ => 0.01).With("train/cosine", 20, _ => 0.5).Record(record => record.Judged = new("test/cosine", 1))));

    [Fact]
    public void BelowLinearComparesLosses() => OutcomeCase.Pair("below-linear", OutcomeCase.Healthy().Vital("probe/linear", 0.005).Vital("probe/trivial", 0.2), OutcomeCase.Healthy().Vital("probe/linear", 0.3));

    [Fact]
    public void BelowLinearAsksTheItemsWhetherItIsChance()
    {
        var noise = TraceOf.Noise(9);
        double[] other = [.. Enumerable.Range(0, 60).Select(i => 1 + 0.1 * noise(i))];
        double[] surely = [.. other.Select((value, i) => value + 0.2 + 0.1 * noise(200 + i))];
        double[] perhaps = [.. other.Select((value, i) => value + 0.02 + (i % 2 == 0 ? 0.6 : -0.6))];
        TraceOf Of(double[] own) => new TraceOf().Items(own, "ridge", other).Record(record =>
        {
            record.Best["test/mse"] = 1.2;
            record.Baselines["ridge"] = new() { ["test/mse"] = 1 };
        });
        Assert.Contains("standard errors", OutcomeCase.Pair("below-linear", Of(surely), Of(perhaps)).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void BelowNeighbourComparesLosses() => OutcomeCase.Pair("below-neighbour", OutcomeCase.Healthy().Vital("probe/neighbour", 0.005).Vital("probe/trivial", 0.2), OutcomeCase.Healthy().Vital("probe/neighbour", 0.2));
}
