using Assay.Data.Sequences;
using Assay.Runs;
using Assay.Studies;
using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Tests.Studies.NextVector;

public sealed class NextVectorStudyTests : IDisposable
{
    static readonly NextVectorStudy Study = new();

    readonly string _folder = Directory.CreateTempSubdirectory("assay-next-").FullName;
    readonly StudyRuns _runs;

    public NextVectorStudyTests() => _runs = new StudyRuns(Study, _folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("transformer")]
    [InlineData("mixture")]
    public void AStoppedTrainingEndsAsTheUninterrupted(string model)
    {
        var settings = Settings($"model={model}", "dropout=0.1", "query=true", "loss=mixed", "scheduler=plateau", "scheduler.patience=0");

        var parts = _runs.Train(settings, stops: 5);

        Assert.Equal(RunStatus.Finished, parts.Status);
        StudyRuns.RequireEqual(_runs.Train(settings), parts);
    }

    [Fact]
    public void ARunIsJudgedBesideAllBaselinesAndTheLimit()
    {
        var run = _runs.Train(Settings("epochs=6"));
        var record = run.Record;

        Assert.Equal(
            ["random", "corpus mean", "last vector", "linear average", "lag weights", "ridge", "Kalman limit", "Kalman limit, whole past", "chance"], record.Baselines.Keys);
        Assert.True(record.Best["test/cosine"] <= record.Baselines["Kalman limit"]["test/cosine"] + 0.01);
        Assert.True(record.Baselines["Kalman limit"]["test/mse"] < record.Baselines["linear average"]["test/mse"]);
        Assert.Contains("test/cosine", record.Metrics.Keys);
        Assert.Contains("held-out documents", record.Verdict, StringComparison.Ordinal);
        Assert.NotNull(PredictionEvaluation.Read(run.Folder));
        Assert.Equal(record.Baselines.Count - 1, ItemScores.Read(run.Folder)!.Baselines.Count);
        var again = Study.Evaluate(run, "best");
        Assert.All(again.Metrics, metric => Assert.Equal(record.Best[metric.Key], metric.Value, 12));
        Assert.Equal(record.Verdict, again.Verdict);
    }

    [Fact]
    public void TrainingStopsEarlyWhenNothingImproves()
    {
        var run = _runs.Train(Settings("epochs=50", "patience=2", "lr=0.3", "clip=1000"));

        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.True(run.Record.Epochs < 50);
        Assert.Contains("stopped early", run.Record.Reason, StringComparison.Ordinal);
        Assert.Equal(2, run.Record.Epochs - (int)run.Record.Best["epoch"]);
    }

    [Fact]
    public void SeedsAndModelsShareTheSplit()
    {
        NextVectorData first = NextVectorData.Load(Settings("model=gru")), second = NextVectorData.Load(Settings("model=lstm", "lr=0.5"));

        Assert.Equal(first.Split.Test, second.Split.Test);
        Assert.NotEqual(first.Split.Test, NextVectorData.Load(Settings("split.seed=2")).Split.Test);
        Assert.Empty(first.Split.Test.Intersect(first.Split.Train));
        for (var window = 0; window < first.Train.Count; window++) Assert.Contains(first.Train.Document(window), first.Split.Train);
    }

    [Fact]
    public void WindowsDealtOneByOneLeakAndTheRunSaysSo()
    {
        var settings = Settings("split.by=window", "epochs=1");
        var data = NextVectorData.Load(settings);

        Assert.True(data.SharedTargets > 0.9, $"{data.SharedTargets}");
        Assert.Equal(0, NextVectorData.Load(Settings()).SharedTargets);
        Assert.Empty(Enumerable.Range(0, data.Train.Count).Select(data.Train.First).Intersect(Enumerable.Range(0, data.Test.Count).Select(data.Test.First)));
        var run = _runs.Train(settings);
        Assert.Equal(data.SharedTargets, run.Record.Probes[Vitals.SharedRows]);
        Assert.Contains("also trained on", run.Record.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("mse-sum")]
    [InlineData("cosine")]
    [InlineData("infonce")]
    [InlineData("mixed")]
    public void EveryLossImprovesOnTheStart(string loss)
    {
        var settings = Settings($"loss={loss}", "loss.moments=0.1", "loss.variance=0.1");
        var training = new NextVectorTraining(settings, 1, NextVectorData.Load(settings));
        var (places, first, last) = (training.Places(0), 0f, 0f);
        for (var step = 0; step < 40; step++)
        {
            var value = training.Loss(0, places);
            last = value.Item();
            if (step == 0) first = last;
            training.Optimizer.ZeroGrad();
            value.Backward();
            training.Optimizer.Step(1);
        }

        Assert.True(last < 0.9 * first, $"{loss}: {first} then {last}");
    }

    [Fact]
    public void TheMixedLossIsOneForPredictionsThatKnowNothing()
    {
        var target = Tensor.Normal(new Rng(1), 0, 1, 512, 16);
        var objective = new NextVectorObjective(Settings("loss=mixed", "loss.share=0.3", "loss.temperature=100"), scale: 16);

        Assert.InRange(objective.Of(target * 1e-6f, target).Item(), 0.9, 1.1);
    }

    [Fact]
    public void QueriesAreTheMeanOfWhatIsOutsideOfTheWindow()
    {
        var data = NextVectorData.Load(Settings("query=true"));
        var window = data.Test.Count / 2;
        var segment = data.Corpus.Segments.Single(segment => segment.Document == data.Test.Document(window));
        var outside = Enumerable.Range(segment.First, segment.Count).Where(row => row < data.Test.First(window) || row > data.Test.Target(window)).ToArray();

        var query = data.Queries(data.Test, [window])!;

        for (var i = 0; i < data.Width; i++) Assert.Equal(outside.Average(row => (double)data.Corpus[row][i]), query.Span[i], 5);
        var baselines = data.Judge.Baselines;
        Assert.True(baselines["Kalman limit"]["test/mse"] < baselines["ridge"]["test/mse"]);
        Assert.True(baselines["Kalman limit"]["test/mse"] < NextVectorData.Load(Settings()).Judge.Baselines["Kalman limit"]["test/mse"]);
    }

    [Fact]
    public void AFileOfWindowsIsTrainedOnAsItIs()
    {
        var path = Path.Combine(_folder, "windows.npz");
        var stream = NextVectorData.Load(Settings());
        SequenceArchive.Write(path, stream.Corpus);

        var run = _runs.Train(Settings($"data={path}"));

        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.DoesNotContain("Kalman limit", run.Record.Baselines.Keys);
        Assert.Contains("ridge", run.Record.Baselines.Keys);
    }

    [Theory]
    [InlineData("at least 201 vectors", "context=200")]
    [InlineData("leave no noise", "stream.mean=0.7", "stream.drift=0.3")]
    [InlineData("heads", "model=transformer", "heads=7")]
    [InlineData("a rest to train on", "split.valid=0.6", "split.test=0.5")]
    [InlineData("not more words at least", "chunk.least=90")]
    [InlineData("no such .npz file", "data=/nowhere/at/all.npz")]
    [InlineData("even", "stream.width=7")]
    public void WhatCannotBeIsRefusedInOneLine(string message, params string[] assignments)
    {
        var error = Record.Exception(() => NextVectorData.Load(Settings(assignments)));

        Assert.Contains(message, error?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error!.Message);
    }

    [Fact]
    public void EveryPresetIsAllowed()
    {
        foreach (var preset in Study.Presets)
        {
            var settings = SettingValues.Resolve(Study, preset.Name, []);
            foreach (var member in preset.Members) Study.Check(settings.With(Study, member));
        }
    }

    static SettingValues Settings(params string[] more) => SettingValues.Resolve(
        Study, null, ["stream.width=8", "stream.documents=30", "stream.vectors=600", "hidden=8", "heads=2", "batch=16", "epochs=2", "latency=false", "gradients.every=2", .. more]);
}
