using Assay.Runs;
using Assay.Studies;
using Assay.Studies.Poetry;
using Assay.Training;

namespace Assay.Tests.Studies.Poetry;

public sealed class PoetryResumeTests : IDisposable
{
    readonly PoetryRuns _runs = new();

    public static TheoryData<string> Schedulers() => [.. RatePlan.Names];

    public void Dispose() => _runs.Dispose();

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void WithEverySchedulerAStoppedTrainingEndsAsTheUninterrupted(string scheduler)
    {
        var settings = _runs.Settings("epochs=3", $"scheduler={scheduler}", "scheduler.patience=0", "clip=0.2", "clip.adaptive=true", "lr=0.05");

        var whole = _runs.Train(settings);
        var parts = _runs.Train(settings, stops: 7);

        Assert.Equal(RunStatus.Finished, parts.Status);
        StudyRuns.RequireEqual(whole, parts);
    }

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void AFreshScheduleBeginsAtTheResumedRate(string scheduler)
    {
        var settings = _runs.Settings("epochs=2");
        var run = _runs.Train(settings);
        var training = new PoetryTraining(settings, 3, PoetryData.Load(settings, 3, run.Folder).Train);
        training.Load(Study.CheckpointPath(run.Folder, "last"));
        var (rate, steps, planned) = (training.Optimizer.LearningRate, training.Stepper.Steps, training.PlannedSteps);
        Assert.Equal(planned, steps);

        Assert.Equal(rate, training.Follow(new FreshSchedule(scheduler, Epochs: 3)));

        Assert.Equal(rate, training.Stepper.BaseRate * training.Stepper.Schedule(steps));
        Assert.Equal(5, training.Epochs);
        Assert.Equal(steps + (3 * training.BatchesAnEpoch), training.PlannedSteps);
        for (var step = steps; step <= training.PlannedSteps; step++) Assert.InRange(training.Stepper.Schedule(step), 0.02 - 1e-12, 1);
        Assert.Equal(0.5, training.Follow(new FreshSchedule(scheduler, Epochs: 3, Rate: 0.5)));
    }

    [Fact]
    public void AFinishedRunIsLengthenedAndGoesOnWithItsFreshScheduleBitForBit()
    {
        var settings = _runs.Settings("epochs=2", "lr=0.01");
        var fresh = new FreshSchedule("plateau", Epochs: 2, Rate: 5e-3, Patience: 0);

        var whole = _runs.Continue(_runs.Train(settings), settings, fresh);
        var parts = _runs.Continue(_runs.Train(settings), settings, fresh, stops: 5);

        var steps = whole.Record.Steps;
        Assert.Equal(4, whole.Record.Epochs);
        Assert.Equal(steps, 4 * (steps / 4));
        StudyRuns.RequireEqual(whole, parts);
        var resumption = Assert.Single(whole.Record.Resumptions);
        Assert.Equal(("last", "plateau", 2, 5e-3, steps / 2, 2), (resumption.From, resumption.Scheduler, resumption.Epochs, resumption.Rate, resumption.Step, resumption.Epoch));
    }

    [Fact]
    public void FromTheBestCheckpointTrainingGoesBackToItsStep()
    {
        var settings = _runs.Settings("epochs=2", "lr=0.01", "components=false");
        // A rate at which training only forgets.
        var run = _runs.Continue(_runs.Train(settings), settings, new FreshSchedule("constant", Epochs: 2, Rate: 5));
        var best = (long)run.Record.Best["step"];
        Assert.True(best < run.Record.Steps);

        var again = _runs.Continue(run, settings, new FreshSchedule("cosine", Epochs: 1, From: "best", Rate: 1e-3));

        var resumption = again.Record.Resumptions[^1];
        Assert.Equal(("best", best, "cosine"), (resumption.From, resumption.Step, resumption.Scheduler));
        Assert.Equal(best + (best / (int)run.Record.Best["epoch"]), again.Record.Steps);
        Assert.True(again.Record.Best["valid/cosine"] >= run.Record.Best["valid/cosine"]);
    }

    [Fact]
    public void AFinishedRunNeedsANumberOfEpochs()
    {
        var settings = _runs.Settings("epochs=1");
        var run = _runs.Train(settings);

        var error = Assert.Throws<InvalidOperationException>(() => _runs.Study.CheckFresh(run, settings, new FreshSchedule("step")));

        Assert.Contains("has done all of its 1 epochs; say with --epochs how many more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherPoemsAreRefused()
    {
        var settings = _runs.Settings("epochs=2");
        var run = _runs.Train(settings);
        File.WriteAllText(_runs.Data, File.ReadAllText(_runs.Data).Replace("sea", "snow", StringComparison.Ordinal));

        var error = Assert.Throws<InvalidDataException>(() => _runs.Continue(run, settings, new FreshSchedule("cosine", Epochs: 1)));

        Assert.Contains("trained on other data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunKeepsItsGradientsAndFindings()
    {
        var run = _runs.Train(_runs.Settings("epochs=2", "clip=0.0001"));

        var nets = run.Gradients()!.Curves.GroupBy(curve => curve.Net).ToDictionary(net => net.Key, net => net.ToList());
        Assert.Equal(["decoder.rnn.nets.0.l0", "encoder.rnn.nets.0.l0", "encoder.rnn.nets.0.l0_reverse"], nets.Keys.Order());
        Assert.True(nets["encoder.rnn.nets.0.l0_reverse"][0].Reverse);
        // The decoder runs step by step and is one curve all the same.
        Assert.All(nets["decoder.rnn.nets.0.l0"], curve => Assert.InRange(curve.Norms.Length, 5, 10));
        Assert.Contains(run.Record.Findings, finding => finding.Id == "gradient/clipped");
        Assert.Contains(run.Events(), one => one.Warning?.StartsWith("gradients clipped: ", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void AnAdaptiveLimitThatBeginsOutsideItsBoundsIsRefused() =>
        Assert.Contains("begins at 0.1 to 50", Assert.ThrowsAny<ArgumentException>(() => _runs.Settings("clip.adaptive=true", "clip=0.01")).Message, StringComparison.Ordinal);
}
