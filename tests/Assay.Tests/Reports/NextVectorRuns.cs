using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

/// <summary>Invented runs of the study next-vector.</summary>
static class NextVectorRuns
{
    public static readonly string[] Documents = [.. Enumerable.Range(0, 20).Select(document => $"document {document}")];

    /// <summary>A document's ease, which all predictors share.</summary>
    static double Ease(int document) => 0.05 * Math.Sin(document);

    /// <summary>A run of a model whose documents have its cosine, their own ease and a little noise of the run's.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="cosine">Its test cosine.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="parameters">Its size.</param>
    /// <param name="latency">Milliseconds of a prediction.</param>
    /// <param name="noise">How far single documents are from that.</param>
    public static ReportedRun Run(string model, double cosine, long seed = 1, long parameters = 1_000_000, double latency = 0.1, double noise = 0.001)
    {
        var baselines = Baselines();
        return new ReportedRun(
            new RunRecord
            {
                Run = $"next-vector-{model}-{seed}", Study = "next-vector", Preset = "suite", Status = RunStatus.Finished, Seed = seed, Parameters = parameters, Seconds = 12, Steps = 400, Epochs = 20,
                Judged = new JudgedMetric("test/cosine", 1),
                Settings = new() { ["model"] = model, ["rate"] = model == "gru" ? 1e-3 : 5e-4 },
                Best = new(Scores(cosine, 0.004)) { ["valid/cosine"] = cosine + 0.002, ["epoch"] = 12, ["step"] = 240, ["latency/1/p50"] = latency, ["latency/1/p99"] = 2 * latency },
                Metrics = new(Scores(cosine - 0.003, 0.004)) { ["valid/cosine"] = cosine - 0.002, ["memory/parameters"] = 3.8 },
                Baselines = baselines,
            },
            RunStatus.Finished,
            [.. Enumerable.Range(1, 6).Select(epoch => new RunEvent(epoch * 20, epoch, epoch, [("valid/cosine", cosine - 0.1 / epoch + 0.0005 * seed), ("train/loss", 1.0 / epoch), ("lr", 5e-4), ("train/cosine", cosine)], null))],
            Items: new ItemScores("document", "test", Documents, Items(cosine, (document, salt) => noise * Math.Sin(31 * document + 7 * seed + salt * model.Length)),
                baselines.Where(baseline => baseline.Key != "chance").ToDictionary(baseline => baseline.Key, baseline => (IReadOnlyDictionary<string, double[]>)Items(baseline.Value["test/cosine"], (_, _) => 0))));
    }

    public static Dictionary<string, Dictionary<string, double>> Baselines() => new()
    {
        ["random"] = Scores(0.0002, 0.0001), ["corpus mean"] = Scores(0.42, 0.004), ["last vector"] = Scores(0.44, 0.005), ["linear average"] = Scores(0.52, 0.005), ["lag weights"] = Scores(0.54, 0.004),
        ["ridge"] = Scores(0.57, 0.004), ["Kalman limit"] = Scores(0.6, 0.004), ["Kalman limit, whole past"] = Scores(0.61, 0.004), ["chance"] = new() { ["test/r@1"] = 0.001, ["test/mrr"] = 0.007 },
    };

    /// <summary>A run with all that a report shows.</summary>
    public static ReportedRun Whole(bool texts = true)
    {
        var run = Run("transformer", 0.594, parameters: 17_867_520);
        run.Record.Verdict = "The model is 0.074 above the linear average and 0.006 below the Kalman limit.";
        run.Record.Ablations = new()
        {
            ["context shuffled"] = Pair(0.58, 0.19), ["context reversed"] = Pair(0.55, 0.15), ["last vector only"] = Pair(0.5, 0.1), ["context of another document"] = Pair(0.41, 0.01),
        };
        return run with { Prediction = Prediction(texts) };
    }

    public static PredictionEvaluation Prediction(bool texts = true) => new()
    {
        Checkpoint = "best", Step = 240, Context = 5,
        LagCosine = [0.34, 0.352, 0.365, 0.387, 0.457], LagCosineCentred = [0.1, 0.11, 0.13, 0.16, 0.25],
        Rollouts = [new("model", [0.594, 0.53, 0.5, 0.48, 0.47]), new("linear average", [0.52, 0.47, 0.45, 0.44, 0.43]), new("Kalman limit", [0.6, 0.54, 0.51, 0.5, double.NaN])],
        SimilarityEdges = [0, 0.25, 0.5, 0.75], SimilarityWindows = [40, 90, 0],
        BySimilarity = [new("model", [0.45, 0.62, double.NaN]), new("linear average", [0.33, 0.58, double.NaN])],
        WorstDocuments = [new("document 7", 12, 0.31, 0.3, 0.2), new("document 3", 9, 0.35, 0.36, 0.22)],
        WorstWindows = [new("document 7", 8, -0.04, 0.1, 0.02, texts ? "And <then> nothing." : null, texts ? "The sea is calm." : null)],
        Attention = [new("layer 1 self, head 1", [0.1, 0.1, 0.2, 0.2, 0.4], 1.47), new("layer 1 self, head 2", [0.2, 0.2, 0.2, 0.2, 0.2], Math.Log(5)), new("layer 1 memory, head 1", [0.01, 0.01, 0.02, 0.06, 0.9], 0.4)],
        Latency = [new(1, 200, 0.11, 0.1, 0.15, 0.21), new(32, 50, 1.3, 1.28, 1.5, 1.7)],
    };

    static Dictionary<string, double> Pair(double cosine, double centred) => new() { ["test/cosine"] = cosine, ["test/cosine/centred"] = centred };

    static Dictionary<string, double> Scores(double cosine, double error) => new()
    {
        ["test/cosine"] = cosine, ["test/cosine/se"] = error, ["test/cosine/centred"] = cosine / 3, ["test/cosine/centred/se"] = error / 2, ["test/mse"] = (1 - cosine) / 400,
        ["test/r@1"] = cosine / 11, ["test/r@5"] = cosine / 7, ["test/r@10"] = cosine / 5, ["test/mrr"] = cosine / 9, ["test/r@1/within"] = cosine / 6, ["test/mrr/within"] = cosine / 4,
    };

    static Dictionary<string, double[]> Items(double cosine, Func<int, int, double> noise) => new()
    {
        ["test/cosine"] = [.. Documents.Select((_, document) => cosine + Ease(document) + noise(document, 1))],
        ["test/cosine/centred"] = [.. Documents.Select((_, document) => cosine / 3 + Ease(document) + noise(document, 2))],
    };
}
