namespace Assay.Tests.Diagnosis.Outcome;

public class FittingRuleTests
{
    static double Turning(int index) => OutcomeCase.Fall(index, 0.1) + (index > 15 ? 0.01 * (index - 15) : 0);

    [Fact]
    public void OverFittingSeesValidationRiseWhileTrainingFalls() =>
        Assert.NotNull(OutcomeCase.Pair("over-fitting", OutcomeCase.Losses(Turning, i => OutcomeCase.Fall(i, 0.01)), OutcomeCase.Healthy()).Plot);

    [Fact]
    public void OverFittingIsNotSaidWhereTrainingDataGetWorseAsWell() => Assert.False(OutcomeCase.Ask("over-fitting", OutcomeCase.Losses(Turning, Turning))!.Fires);

    [Fact]
    public void OverFittingIsNotSaidOfASteadyGap() => Assert.False(OutcomeCase.Ask("over-fitting", OutcomeCase.Losses(i => OutcomeCase.Fall(i, 0.2), i => OutcomeCase.Fall(i, 0.02)))!.Fires);

    [Fact]
    public void OverFittingNeedsTheFrozenLoss() => Assert.Null(OutcomeCase.Ask("over-fitting", new TraceOf().With("valid/loss", 40, Turning).With("online/loss", 40, _ => 0.01)));

    [Fact]
    public void LearnedByHeartSeesASteadyGap() => OutcomeCase.Pair("learned-by-heart", OutcomeCase.Losses(i => OutcomeCase.Fall(i, 0.5), i => OutcomeCase.Fall(i, 0.02)), OutcomeCase.Healthy());

    [Fact]
    public void OverTrainingSeesThatThePeakIsPassed() => OutcomeCase.Pair("over-training", OutcomeCase.Losses(Turning, Turning), OutcomeCase.Healthy());

    [Fact]
    public void OverTrainingIsSilentOnNoiseAlone()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var noise = TraceOf.Noise(seed);
            Assert.False(OutcomeCase.Ask("over-training", new TraceOf().With("valid/loss", 40, i => Math.Exp(0.1 * noise(i))))!.Fires, $"seed {seed}");
        }
    }

    [Fact]
    public void OverTrainingDoesNotDependOnTheScaleOfTheLoss() => Assert.Equal(
        OutcomeCase.Ask("over-training", new TraceOf().With("valid/loss", 40, i => 1e-6 * Turning(i)))!.Strength, OutcomeCase.Ask("over-training", new TraceOf().With("valid/loss", 40, Turning))!.Strength, 1e-6);

    [Fact]
    public void OverTrainingReadsACosineAsADistance() => Assert.True(OutcomeCase.Ask("over-training",
        new TraceOf().With("valid/cosine", 40, i => 1 - Turning(i)).Record(record => record.Judged = new("test/cosine", 1)))!.Fires);

    [Fact]
    public void NoiseFloorSaysThatNothingIsWrong() => OutcomeCase.Pair("noise-floor",
        OutcomeCase.Losses(i => OutcomeCase.Fall(i, 0.3), i => OutcomeCase.Fall(i, 0.29)).Vital("probe/label-noise-valid", 0.3), OutcomeCase.Healthy().Vital("probe/label-noise-valid", 0.3));

    [Fact]
    public void NoiseFloorIsNotSaidWhereANeighbourDoesBetter() => Assert.False(OutcomeCase.Ask("noise-floor",
        OutcomeCase.Losses(i => OutcomeCase.Fall(i, 0.3), i => OutcomeCase.Fall(i, 0.29)).Vital("probe/label-noise-valid", 0.3).Vital("probe/neighbour", 0.2))!.Fires);

    [Fact]
    public void NoiseFloorIsNotSaidOfTargetsThatAreAllNoise() => Assert.False(OutcomeCase.Ask("noise-floor", OutcomeCase.Losses(_ => 1, _ => 1).Vital("probe/label-noise-valid", 1))!.Fires);

    [Fact]
    public void CapacityLimitIsNotAskedWithoutAnExperiment() => Assert.Null(OutcomeCase.Ask("capacity-limit", OutcomeCase.Losses(_ => 0.6, _ => 0.6)));

    [Fact]
    public void CapacityLimitSeesThatTwiceTheWidthHelps() => OutcomeCase.Pair("capacity-limit",
        OutcomeCase.Losses(_ => 0.6, _ => 0.6).Vital("probe/wider", 0.2), OutcomeCase.Losses(_ => 0.6, _ => 0.6).Vital("probe/wider", 0.6));

    [Fact]
    public void CapacityLimitIsNotSaidBecauseABatchCannotBeFitted() => Assert.Null(OutcomeCase.Ask("capacity-limit", OutcomeCase.Losses(_ => 0.6, _ => 0.6).Vital("probe/one-batch", 0.5)));

    [Fact]
    public void BatchUnfittedReadsTheProbe() => OutcomeCase.Pair("batch-unfitted",
        OutcomeCase.Losses(_ => 0.6, _ => 0.6).Vital("probe/one-batch", 0.5), OutcomeCase.Losses(_ => 0.6, _ => 0.6).Vital("probe/one-batch", 0.001));

    [Fact]
    public void BatchUnfittedBelievesAWholeTrainingBeforeABatch() => Assert.False(OutcomeCase.Ask("batch-unfitted", OutcomeCase.Healthy().Vital("probe/one-batch", 0.3))!.Fires);

    [Fact]
    public void CapacityLimitIsSilentWhereWidthDoesNotHelp() => Assert.False(OutcomeCase.Ask("capacity-limit",
        OutcomeCase.Losses(_ => 0.6, _ => 0.6).Vital("probe/wider", 0.6).Vital("probe/one-batch", 0.5))!.Fires);

    [Fact]
    public void CodeTooSmallSeesThatTwiceTheComponentsDoMuchBetter() => OutcomeCase.Pair("code-too-small",
        OutcomeCase.Losses(_ => 0.4, _ => 0.4).Vital("probe/components", 0.38).Vital("probe/components-twice", 0.05),
        OutcomeCase.Losses(_ => 0.4, _ => 0.4).Vital("probe/components", 0.38).Vital("probe/components-twice", 0.36));

    [Fact]
    public void CodeTooSmallIsNotSaidOfANetworkThatFallsShortOfItsOwnCode() => Assert.False(OutcomeCase.Ask("code-too-small",
        OutcomeCase.Losses(_ => 0.9, _ => 0.9).Vital("probe/components", 0.3).Vital("probe/components-twice", 0.05))!.Fires);

    [Fact]
    public void ForgettingSeesABlockRiseWhileAnotherFalls()
    {
        var symptom = OutcomeCase.Pair("forgetting",
            new TraceOf().With("block/1 Hz", 20, i => i < 10 ? OutcomeCase.Fall(i, 0.01) : 0.8).With("block/3 Hz", 20, i => i < 10 ? 1 : OutcomeCase.Fall(i - 10, 0.01)),
            new TraceOf().With("block/1 Hz", 20, i => OutcomeCase.Fall(i, 0.01)).With("block/3 Hz", 20, i => OutcomeCase.Fall(i, 0.01)));
        Assert.Equal("block 1 Hz", symptom.Where);
    }

    [Fact]
    public void ForgettingIsNotSaidWhereAllBlocksGetWorse() => Assert.False(OutcomeCase.Ask("forgetting",
        new TraceOf().With("block/1 Hz", 20, i => 0.1 + 0.1 * i).With("block/3 Hz", 20, i => 0.1 + 0.1 * i))!.Fires);

    [Fact]
    public void LabelNoiseComparesTheNoiseOfBothSets() => OutcomeCase.Pair("label-noise",
        OutcomeCase.Healthy().Vital("probe/label-noise", 0.4).Vital("probe/label-noise-valid", 0.05), OutcomeCase.Healthy().Vital("probe/label-noise", 0.06).Vital("probe/label-noise-valid", 0.05));

    [Fact]
    public void LabelNoiseSeesTrainingDataThatAreHarderThanValidation() =>
        OutcomeCase.Pair("label-noise", OutcomeCase.Losses(i => OutcomeCase.Fall(i, 0.1), i => OutcomeCase.Fall(i, 0.4)), OutcomeCase.Healthy());

    [Fact]
    public void MisalignedLabelsSeesTrainingTargetsThatHaveNothingToDoWithTheirInputs() => OutcomeCase.Pair("misaligned-labels",
        OutcomeCase.Losses(_ => 1, _ => 1).Vital("probe/label-noise", 1).Vital("probe/label-noise-valid", 0.1), OutcomeCase.Losses(_ => 1, _ => 1).Vital("probe/label-noise", 1).Vital("probe/label-noise-valid", 1));
}
