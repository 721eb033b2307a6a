namespace Assay.Tests.Diagnosis.Motion;

public class LossRuleTests
{
    static readonly Func<int, double> Noise = TraceOf.Noise(21);

    [Fact]
    public void NotFiniteNamesTheTensorThatBrokeFirst()
    {
        var symptom = MotionCase.Pair("not-finite", new TraceOf()
            .With("train/loss", 50, i => i < 40 ? 1 : double.NaN)
            .With("grad/output.weight/norm", 50, i => i < 38 ? 1 : double.PositiveInfinity));
        Assert.Equal("grad/output.weight/norm, step 390", symptom.Where);
    }

    [Fact]
    public void NotFiniteRepeatsTheReasonOfARunThatDiverged()
    {
        var symptom = MotionCase.Ask("not-finite", new TraceOf().With("train/loss", 5, i => i)
            .Record(record => (record.Status, record.Reason) = (Assay.Runs.RunStatus.Diverged, "'rnn.weight' is NaN at step 41.")));
        Assert.True(symptom!.Fires);
        Assert.Contains("'rnn.weight' is NaN at step 41", symptom.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void DivergingSeesALossThatTurns() => MotionCase.Pair("diverging", new TraceOf()
        .With("train/loss", 200, i => (i < 100 ? MotionCase.Loss(i) : 0.05 + 0.01 * (i - 100)) * (1 + 0.05 * Noise(i))));

    [Fact]
    public void DivergingSeesALossThatStandsAboveTheTrivialOne() => Assert.True(MotionCase.Ask("diverging", new TraceOf()
        .With("train/loss", 200, i => 50 + Noise(i)).With("train/frozen", 20, i => 50, every: 100).Vital("probe/trivial", 1))!.Fires);

    [Fact]
    public void DivergingIsSilentOnNoiseAloneAndOnASpike()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var noise = TraceOf.Noise(seed);
            Assert.False(MotionCase.Ask("diverging", new TraceOf().With("train/loss", 200, i => 0.5 + 0.05 * noise(i)))!.Fires);
        }

        Assert.False(MotionCase.Ask("diverging", new TraceOf().With("train/loss", 200, i => i == 190 ? 100 : MotionCase.Loss(i)))!.Fires);
    }

    [Fact]
    public void OscillationSeesSwingsOfFrozenLosses() => MotionCase.Pair("oscillation", MotionCase.Healthy()
        .With("train/frozen", 40, i => 0.3 * Math.Exp(0.4 * Math.Cos(Math.PI * i)), every: 50));

    [Fact]
    public void OscillationTellsSwingsOfBatchLossesFromWhiteNoise()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var noise = TraceOf.Noise(seed);
            Assert.False(MotionCase.Ask("oscillation", new TraceOf().With("train/loss", 200, i => Math.Exp(0.3 * noise(i))))!.Fires);
        }

        Assert.True(MotionCase.Ask("oscillation", new TraceOf().With("train/loss", 200, i => Math.Exp(0.4 * Math.Cos(Math.PI * i) + 0.05 * Noise(i))))!.Fires);
    }

    [Fact]
    public void PlateauSeesALossThatStandsHigh() => MotionCase.Pair("plateau", new TraceOf()
        .With("train/loss", 200, i => (0.6 + 0.4 * Math.Exp(-i / 10.0)) * (1 + 0.03 * Noise(i)))
        .With("valid/loss", 20, _ => 0.6, every: 100).Vital("probe/trivial", 1));

    [Fact]
    public void PlateauIsSilentWhileTheLossFallsThroughNoise() => Assert.False(MotionCase.Ask("plateau", new TraceOf()
        .With("train/loss", 200, i => Math.Exp(-i / 150.0) * (1 + 0.1 * Noise(i))))!.Fires);

    [Fact]
    public void SlowConvergenceSeesALossThatStillFalls()
    {
        var symptom = MotionCase.Pair("slow-convergence", new TraceOf().With("train/loss", 200, i => Math.Exp(-i / 200.0) * (1 + 0.03 * Noise(i))));
        Assert.Contains("80 % interval", symptom.Evidence, StringComparison.Ordinal);
    }
}
