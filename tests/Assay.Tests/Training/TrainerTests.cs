using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("assay-trainer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ALoopOverEpochsLearnsAndLogs()
    {
        var (train, valid) = Line.Rows(120).Split(0.8);
        var trainer = Make(new Line());
        trainer.Stepper.LogEvery = 4;
        trainer.Stepper.Clip = 1;
        trainer.Metrics["worst"] = (output, batch) => (output - batch.Target).Abs().Max().Item();
        var store = new RunStore(_folder);
        using var run = store.Create(new RunRecord { Study = "line" });
        var epochs = new List<Epoch>();
        foreach (var epoch in trainer.Epochs(train, valid, 60, run))
        {
            epochs.Add(epoch);
            if (epoch.Valid["loss"] < 2e-3) break;
        }
        Assert.InRange(epochs.Count, 2, 59);
        Assert.True(epochs[^1].Valid["worst"] < 0.2);
        Assert.Equal(epochs.Count * 12, epochs[^1].Step);
        Assert.True(epochs[^1].TrainLoss < epochs[0].TrainLoss);
        run.Finish(RunStatus.Finished);

        var events = store.Open(run.Id).Events().ToList();
        var names = events.SelectMany(line => line.Metrics).Select(metric => metric.Name).ToHashSet();
        string[] needed = ["train/loss", "lr", "grad/norm", "clip/rate", "rate/rows", "online/loss", "valid/loss", "valid/worst"];
        Assert.Empty(needed.Except(names));
        Assert.Equal(epochs.Select(epoch => epoch.Valid["loss"]), store.Open(run.Id).Curve("valid/loss").Select(point => point.Value));
    }

    [Fact]
    public void DivergenceEndsTheLoopAndNamesTheStep()
    {
        var model = new Line();
        var trainer = new Trainer(model, Losses.Mse, new Sgd(model.NamedParameters, 1e6));
        Assert.True(trainer.Epochs(Line.Rows(100), null, 100).Count() < 100);
        Assert.Equal(RunStatus.Diverged, trainer.Stepper.Status);
        Assert.Matches(" at step [0-9]+$", trainer.Stepper.Divergence!);
        Assert.Null(trainer.Stepper.Optimizer.FirstNonFiniteParameter());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(24)]
    [InlineData(35)]
    public void ResumingAtAnyStepGivesTheSameBits(int stop)
    {
        var data = Line.Rows(120);
        var whole = new Line();
        var expected = Make(whole).Epochs(data, data, 3).ToList();

        var first = new Line();
        var trainer = Make(first);
        using var source = new CancellationTokenSource();
        trainer.Stepper.Stop = source.Token;
        trainer.AfterStep = () =>
        {
            if (trainer.Stepper.Steps == stop) source.Cancel();
        };
        var before = trainer.Epochs(data, data, 3).ToList();
        Assert.Equal(stop, trainer.Stepper.Steps);

        var second = new Line();
        var resumed = Make(second);
        resumed.Stepper.Optimizer.Load(trainer.Stepper.Optimizer.State());
        resumed.Load(trainer.State());
        second.LoadStateDict(first.StateDict());
        var after = resumed.Epochs(data, data, 3).ToList();
        Assert.Equal(whole.Weight.ToArray(), second.Weight.ToArray());
        Assert.Equal(expected.Select(Text), before.Concat(after).Select(Text));

        static string Text(Epoch epoch) => $"{epoch.Number} {epoch.Step} {epoch.TrainLoss:R} {epoch.Valid["loss"]:R}";
    }

    [Fact]
    public void ManyStepsAllocateLittle()
    {
        var trainer = Make(new Line());
        var data = Line.Rows(1000);
        trainer.BatchSize = 10;
        using var epochs = trainer.Epochs(data, null, 4).GetEnumerator();
        epochs.MoveNext();
        epochs.MoveNext();
        var before = GC.GetAllocatedBytesForCurrentThread();
        epochs.MoveNext();
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100.0, 0, 6000);
    }

    static Trainer Make(Line model) => new(model, Losses.Mse, new Adam(model.NamedParameters, 0.02))
    {
        BatchSize = 8,
        Rng = new Rng(3),
        Stepper = { Schedule = Schedules.Cosine(1000).AfterWarmUp(5) },
    };
}
