using Assay.Runs;
using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Tests.Studies.NextVector.Evaluation;

public sealed class PredictionJudgeTests
{
    readonly PredictionData _data = SmallVectors.Data(40);

    [Fact]
    public void AModelStandsBesideBaselinesOnTheSameWindows()
    {
        var judgement = new PredictionJudge(_data).Judge(new LinearAverage(), "best", 7);

        Assert.Equal(["random", "corpus mean", "last vector", "linear average", "lag weights", "ridge", "chance"], judgement.Baselines.Keys);
        // A model that is the linear average has its scores to the last bit, whichever they are.
        Assert.Equal(judgement.Baselines["linear average"], judgement.Metrics);
        foreach (var name in (string[])["test/cosine", "test/cosine/se", "test/cosine/centred", "test/cosine/centred/se", "test/mse", "test/r@1", "test/r@5", "test/r@10", "test/mrr",
            "test/r@1/within", "test/mrr/within", "test/rollout/1", "test/rollout/5", "valid/cosine", "valid/cosine/centred", "valid/mse", "train/cosine"])
            Assert.All(judgement.Baselines.Where(baseline => baseline.Key != "chance"), baseline => Assert.True(double.IsFinite(baseline.Value[name]), $"{baseline.Key} {name}"));
        Assert.True(judgement.Baselines["chance"]["test/r@1"] > 0);
        Assert.Equal(4, judgement.Ablations.Count);
    }

    [Fact]
    public void ValidationScoresAreThoseOfTheWholeJudgement()
    {
        var judge = new PredictionJudge(_data, () => []);

        var valid = judge.Valid(new LastVector());
        var metrics = judge.Metrics(new LastVector());

        Assert.Equal(["valid/cosine", "valid/cosine/centred", "valid/mse"], valid.Keys);
        Assert.All(valid, score => Assert.Equal(metrics[score.Key], score.Value));
        Assert.All(judge.Test(new LastVector()), score => Assert.Equal(metrics[score.Key], score.Value));
        Assert.Equal(["chance"], judge.Baselines.Keys);
    }

    [Fact]
    public void DocumentsCarryTheMeansThatTheMetricsAre()
    {
        var judgement = new PredictionJudge(_data).Judge(new LastVector(), "best", 7);
        var documents = judgement.Documents;
        int[] windows = [5, 5, 6];

        Assert.Equal(("document", "test"), (documents.Unit, documents.Split));
        Assert.Equal(["document 37", "document 38", "document 39"], documents.Items);
        foreach (var metric in (string[])["test/cosine", "test/cosine/centred", "test/mrr"])
        {
            Assert.Equal(judgement.Metrics[metric], documents.Metrics[metric].Zip(windows, (mean, count) => mean * count).Sum() / 16, 1e-9);
            Assert.Equal(documents.Metrics[metric], documents.Baselines["last vector"][metric]);
        }
    }

    [Fact]
    public void WhatReportsDrawSurvivesItsFile()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var judgement = new PredictionJudge(_data).Judge(new LinearAverage(), "best", 7, Even, [new LatencyMeasurement(1, 200, 0.2, 0.1, 0.3, 0.4)]);

            judgement.Write(folder);

            var read = PredictionEvaluation.Read(folder)!;
            Assert.Equal(["model", "random", "corpus mean", "last vector", "linear average", "lag weights", "ridge"], read.Rollouts.Select(curve => curve.Name));
            Assert.Equal(["model", "linear average", "last vector"], read.BySimilarity.Select(curve => curve.Name));
            Assert.Equal(judgement.Baselines["last vector"]["test/cosine"], read.LagCosine[^1], 1e-9);
            Assert.Equal(judgement.Baselines["last vector"]["test/cosine/centred"], read.LagCosineCentred[^1], 1e-9);
            var attention = Assert.Single(read.Attention);
            Assert.Equal("mixture", attention.Name);
            Assert.Equal(3, attention.Weights.Length);
            Assert.All(attention.Weights, weight => Assert.Equal(1 / 3.0, weight, 1e-9));
            Assert.Equal(Math.Log(3), attention.Entropy, 1e-9);
            Assert.Equal(0.3, Assert.Single(read.Latency).P95);
            Assert.Equal(3, ItemScores.Read(folder)!.Items.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        // As where a query beside the context takes half.
        static IReadOnlyList<(string, Tensor)> Even(Tensor contexts, Tensor? queries) => [("mixture", Tensor.Full(1 / 6f, contexts.Dim(0), contexts.Dim(1)))];
    }

    [Fact]
    public void LatencyIsMeasuredForEveryBatchSize()
    {
        var latency = LatencyBenchmark.Of(new LinearAverage(), _data.Test);
        var metrics = LatencyBenchmark.Metrics(latency, parameters: 1 << 18);

        Assert.Equal([1, 8, 32, 128], latency.Select(one => one.Batch));
        Assert.All(latency, one => Assert.True(one.Trials > 0 && one.Median > 0 && one.Median <= one.P95 && one.P95 <= one.P99));
        Assert.Equal(1, metrics["memory/parameters"]);
        Assert.True(metrics["memory/resident"] > 1);
        Assert.Equal(latency[2].P99, metrics["latency/32/p99"]);
        Assert.Equal(latency[0].Median, metrics["latency/1/p50"]);
    }
}
