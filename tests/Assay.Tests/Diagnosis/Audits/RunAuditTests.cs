using Assay.Runs;
using Assay.Tests.Diagnosis.Outcome;

namespace Assay.Tests.Diagnosis.Audits;

public class RunAuditTests
{
    static TraceOf Healthy() => OutcomeCase.Healthy();

    static TraceOf Record(Action<RunRecord> change) => new TraceOf().Record(change);

    [Fact]
    public void SharedRowsCountsCopies() => OutcomeCase.Pair("shared-rows", Healthy().Vital("probe/shared-rows", 0.2), Healthy().Vital("probe/shared-rows", 0));

    [Fact]
    public void SharedRowsTakesTheStudysWord()
    {
        Assert.Contains("12 of 90", OutcomeCase.Ask("shared-rows", Record(record => record.Findings.Add(new Finding("data/copies", Severity.Warning, "Copies.", "12 of 90 vectors."))))!.Evidence, StringComparison.Ordinal);
        Assert.Null(OutcomeCase.Ask("shared-rows", Record(record => record.Findings.Add(new Finding("data/copies", Severity.Info, "Copies.", "1 of 900 vectors.")))));
    }

    [Fact]
    public void TargetVisibleSeesAnInputThatIsTheTarget() =>
        OutcomeCase.Pair("target-visible", Healthy().Vital("probe/target-in-input", 0.9999), Healthy().Vital("probe/target-in-input", 0.5));

    [Fact]
    public void TargetVisibleIsNotAskedOfAutoencoders() => Assert.Null(OutcomeCase.Ask("target-visible", Healthy().Vital("probe/target-in-input", 1).Vital("probe/components", 0.1)));

    [Fact]
    public void BeyondLimitSeesWhatIsImpossible()
    {
        TraceOf Of(double error) => Record(record =>
        {
            record.Best["test/mse"] = error;
            record.Baselines["Kalman limit"] = new() { ["test/mse"] = 0.5 };
        });
        OutcomeCase.Pair("beyond-limit", Of(0.4), Of(0.52));
    }

    [Fact]
    public void CheckpointDiffersComparesWithTheLastAndTheBest()
    {
        TraceOf Of(double reloaded) => new TraceOf().With("valid/loss", 10, i => i == 5 ? 0.1 : 0.2).Vital("probe/reloaded", reloaded);
        OutcomeCase.Pair("checkpoint-differs", Of(0.15), Of(0.1));
        Assert.False(OutcomeCase.Ask("checkpoint-differs", Of(0.2))!.Fires);
        Assert.True(OutcomeCase.Ask("checkpoint-differs", Of(double.NaN).Vital("start/random-tensors", 3))!.Fires);
    }

    [Fact]
    public void CheckpointDiffersSeesOneThatIsNotFinite() => Assert.True(OutcomeCase.Ask("checkpoint-differs", Healthy().Vital("probe/reloaded", double.PositiveInfinity))!.Fires);

    [Fact]
    public void FrozenParametersReadsTheProbe() => OutcomeCase.Pair("frozen-parameters", Healthy().Vital("probe/frozen-share", 0.3), Healthy().Vital("probe/frozen-share", 0));

    [Fact]
    public void FrozenParametersNamesThoseWithoutUpdates()
    {
        TraceOf Of(double ratio) => new TraceOf().With("update/rnn.weight/ratio", 5, _ => 1e-3).With("update/head.weight/ratio", 5, _ => ratio);
        Assert.Equal("head.weight", OutcomeCase.Pair("frozen-parameters", Of(0), Of(1e-9)).Where);
    }

    [Fact]
    public void GradientlessParametersNamesThem()
    {
        TraceOf Of(double norm) => new TraceOf().With("grad/rnn.weight/norm", 5, _ => 1).With("grad/head.weight/norm", 5, _ => norm);
        Assert.Equal("head.weight", OutcomeCase.Pair("gradientless-parameters", Of(0), Of(1e-9)).Where);
        Assert.True(OutcomeCase.Ask("gradientless-parameters", new TraceOf().Vital("probe/gradientless-share", 0.2))!.Fires);
    }

    [Fact]
    public void StochasticEvaluationComparesTwoEvaluations()
    {
        TraceOf Of(double repeated) => new TraceOf().With("valid/loss", 5, _ => 0.25).Vital("probe/repeated", repeated);
        OutcomeCase.Pair("stochastic-evaluation", Of(0.26), Of(0.25));
    }

    [Fact]
    public void BaselineOnOtherDataSeesAnotherSplit()
    {
        TraceOf Of(string metric) => Record(record =>
        {
            record.Baselines["zero"] = new() { ["test/mse"] = 0.5 };
            record.Baselines["ridge"] = new() { [metric] = 0.4 };
        });
        Assert.Contains("train/mse", OutcomeCase.Pair("baseline-on-other-data", Of("train/mse"), Of("test/mse")).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void BaselineOnOtherDataAllowsBaselinesOfOtherMetrics() => Assert.False(OutcomeCase.Ask("baseline-on-other-data", Record(record =>
    {
        record.Baselines["zero"] = new() { ["test/mse"] = 0.5 };
        record.Baselines["chance"] = new() { ["test/r@1"] = 0.01 };
    }))!.Fires);

    [Fact]
    public void NearTrivialHoldsTheJudgedMetricAgainstAConstant()
    {
        TraceOf Of(double cosine) => Record(record =>
        {
            record.Judged = new JudgedMetric("test/cosine", 1);
            record.Best["test/cosine"] = cosine;
            record.Baselines["mean vector"] = new() { ["test/cosine"] = 0.98 };
            record.Baselines["chance"] = new() { ["test/cosine"] = 0 };
        });
        OutcomeCase.Pair("near-trivial", Of(0.981), Of(0.995));
    }

    [Fact]
    public void BestMixedWithFinalReadsTheVerdict()
    {
        TraceOf Of(string verdict) => Record(record =>
        {
            (record.Metrics["test/mse"], record.Metrics["train/mse"]) = (0.09941, 0.09927);
            (record.Best["test/mse"], record.Best["train/mse"]) = (0.0744, 0.0698);
            record.Verdict = verdict;
        });
        OutcomeCase.Pair("best-mixed-with-final", Of("Trained to 0.0698; the test error is 0.0994."), Of("Test error 0.0744, training error 0.0698 at the best checkpoint."));
    }

    [Fact]
    public void WrongParameterCountCountsTheTensors()
    {
        TraceOf Of(long said) => Record(record => record.Parameters = said).Vital("probe/parameters", 69_249);
        OutcomeCase.Pair("wrong-parameter-count", Of(68_481), Of(69_249));
    }
}
