using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

/// <summary>Invented runs of the study poetry.</summary>
static class EvaluatedPoetry
{
    /// <summary>A run that measured everything.</summary>
    public static ReportedRun Whole(string attend = "latent") => new(
        new RunRecord
        {
            Run = "poetry-20260102-030405-0a1b",
            Study = "poetry",
            Status = RunStatus.Finished,
            Seed = 1,
            Settings = new() { ["attend"] = attend, ["bottleneck"] = 2.0 },
            Seconds = 12,
            Steps = 600,
            Epochs = 10,
            Parameters = 1234,
            Best = Scores(0.71, ("test/floats", 2), ("test/compression", 450), ("test/floats/real", 2), ("test/compression/real", 371), ("epoch", 8),
                ("test/code/participation", 1.62), ("test/attention/entropy", 0.93)),
            Baselines = new() { ["mean vector"] = Scores(0.47), ["PCA, 2 floats"] = Scores(0.53) },
            Ablations = new()
            {
                ["code zeroed"] = new() { ["test/cosine"] = 0.48, ["test/cosine/centred"] = 0.02, ["test/gain/kept"] = 0.0417 },
                ["encoder states zeroed"] = new() { ["test/cosine"] = 0.59, ["test/cosine/centred"] = 0.31, ["test/gain/kept"] = 0.5 },
            },
            Findings = [new Finding("poetry/collapse", Severity.Warning, "Codes use few of their dimensions.", "1.62 of 2", null)],
            Verdict = "It writes <b>what</b> it read & more.",
        },
        RunStatus.Finished,
        [
            new RunEvent(20, 1, 1, [("train/loss", 0.4), ("valid/cosine", 0.6), ("curriculum/taught", 0.9), ("curriculum/tokens", 20)], null),
            new RunEvent(40, 2, 2, [("train/loss", 0.3), ("valid/cosine", 0.7), ("curriculum/taught", 0.1), ("curriculum/tokens", 50)], null),
        ])
    { Evaluation = Evaluation() };

    /// <summary>A small evaluation of three places, two components, two heads and three texts.</summary>
    public static AutoencoderEvaluation Evaluation() => new()
    {
        Checkpoint = "best",
        Step = 480,
        Tokens = [2, 2, 1],
        Predictors =
        [
            new PredictorScores { Name = "model", Positions = [0.8, 0.7, 0.6], Distribution = [0, 0, 2, 3] },
            new PredictorScores { Name = "mean vector", Positions = [0.5, 0.45, double.NaN], Distribution = [0, 1, 4, 0] },
        ],
        Codes = new CodeStatistics
        {
            Shares = [0.8, 0.2],
            Deviations = [1.5, 0.4],
            Lengths = [0.3, double.NaN],
            Places = [-0.9, 0.1],
            Perplexity = 1,
            Points = [.. Enumerable.Range(0, 6).Select(i => new CodePoint { Item = $"{i + 1} Poem", Form = i % 2 == 0 ? "song" : null, Length = 3 + i, Place = i / 6.0, Pca = [i, -i], Tsne = [i * i, i] })],
        },
        Attention = new AttentionStatistics
        {
            Key = "slot",
            Entropy = [0.2, 0.6],
            EntropyShare = [0.29, 0.87],
            Sharpness = [0.95, 0.6],
            Diversity = [0.4, 0.4],
            Weights = [[[0.9, 0.1], [0.8, 0.2]], [[0.5, 0.5], [0.4, 0.6]]],
            Example = new AttentionExample { Item = "3 Poem", Read = ["<START>", "sea"], Written = ["the", "sea"], Weights = [[0.7, 0.3], [0.6, 0.4]] },
        },
        Texts =
        [
            Text("1 The <Sea>", 0.9, ["the", " sea", ",", "\n", "a", " bell", "\n\n", "ends"], ["the", " sea", ",", "\n", "one", " bell", " bell", "\n\n"], [true, true, true, true, false, true, false, false]),
            Text("2 Middle", 0.7, ["one"], ["one"], [true]),
            Text("3 Worst", 0.4, ["two"], ["one"], [false]),
        ],
    };

    static TextReconstruction Text(string item, double cosine, string[] read, string[] written, bool[] right) =>
        new() { Item = item, Form = "song", Cosine = cosine, Top1 = 0.5, Read = read, Written = written, Right = right };

    static Dictionary<string, double> Scores(double cosine, params IEnumerable<(string Name, double Value)> more)
    {
        var scores = new Dictionary<string, double> { ["test/cosine"] = cosine, ["test/cosine/centred"] = cosine - 0.2, ["test/top1/words"] = cosine / 3, ["test/squares"] = 11 * cosine };
        foreach (var (name, value) in more) scores[name] = value;
        return scores;
    }
}
