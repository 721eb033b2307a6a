using Assay.Data.Text;
using Assay.Runs;
using Assay.Studies.Poetry;

namespace Assay.Tests.Studies.Poetry;

public sealed class PoetryJudgeTests : IDisposable
{
    readonly SmallPoetry _poetry = new();

    public void Dispose() => _poetry.Dispose();

    [Fact]
    public void EveryScoreStandsBesideTheBaselines()
    {
        var (data, model) = _poetry.Build();

        var judgement = new PoetryJudge(data).Judge(model, "best", 7);

        Assert.Equal(["mean vector", "mean chunk", "PCA, 4 floats", "waves, 4 floats"], judgement.Baselines.Keys);
        foreach (var baseline in judgement.Baselines.Values)
            foreach (var name in (string[])["cosine", "cosine/centred", "cosine/q95", "mse", "squares", "sequence/cosine/centred", "top1", "top5", "top1/words", "floats"])
                Assert.True(double.IsFinite(baseline[$"test/{name}"]), name);
        Assert.Equal(0, judgement.Baselines["mean vector"]["test/cosine/centred"], 1e-5);
        Assert.Equal(judgement.Metrics["test/mse"] * SmallPoetry.Width, judgement.Metrics["test/squares"], 1e-9);
        Assert.Equal(["model", .. judgement.Baselines.Keys], judgement.Details.Predictors.Select(predictor => predictor.Name));
        Assert.Equal(data.Test.Ids.Sum(ids => ids.Count(PoetryScores.Counts)), judgement.Details.Tokens.Sum());
    }

    [Fact]
    public void TheMeanChunkIsTheMeanOfTheTrainingWindowsPlaceByPlace()
    {
        var (data, model) = _poetry.Build();
        var scores = new PoetryScores(data.Train);
        var chunk = new float[data.Train.Window * SmallPoetry.Width];
        for (var t = 0; t < data.Train.Window; t++)
        {
            var reaching = data.Train.Ids.Where(ids => ids.Length > t).ToArray();
            for (var i = 0; i < SmallPoetry.Width; i++) chunk[(t * SmallPoetry.Width) + i] = reaching.Average(ids => data.Table[ids[t]][i]);
        }

        var expected = scores.Of(data.Test.Ids, [.. Enumerable.Repeat(chunk, data.Test.Count)], nearest: false).Brief();

        var measured = new PoetryBaselines(data.Train, scores, model.Architecture).Of(data.Test).Single(baseline => baseline.Name == "mean chunk").Metrics;
        Assert.Equal(expected["cosine"], measured["test/cosine"], 1e-6);
        Assert.Equal(expected["mse"], measured["test/mse"], 1e-6);
    }

    [Fact]
    public void OneCodeForAWindowIsCountedAsOneCode()
    {
        var (data, model) = _poetry.Build();

        var metrics = new PoetryJudge(data).Judge(model, "best", 7).Metrics;

        Assert.Equal(4, metrics["test/floats"]);
        Assert.Equal(10 * SmallPoetry.Width / 4.0, metrics["test/compression"]);
        var tokens = data.Test.Ids.Sum(ids => ids.Length);
        Assert.Equal(tokens * SmallPoetry.Width / (4.0 * data.Test.Count), metrics["test/compression/real"], 1e-9);
        // The original's figure: 50 x 300 through 16 floats.
        Assert.Equal(937.5, Crossing.Of(new PoetryWindows([], [], new(data.Table.Vocabulary, new float[data.Table.Vocabulary.Count * 300]), 50), _ => 16)["test/compression"]);
    }

    [Fact]
    public void AModelThatReadsAroundItsCodeIsToldSo()
    {
        var (data, model) = _poetry.Build("attend=encoder");

        var judgement = new PoetryJudge(data).Judge(model, "best", 7);
        var (verdict, findings) = PoetryVerdict.Judge(model.Architecture, data, judgement);

        Assert.Contains("not a compressor", verdict, StringComparison.Ordinal);
        Assert.Contains("passes the bottleneck", verdict, StringComparison.Ordinal);
        Assert.Contains(findings, finding => finding.Id == "poetry/around-the-bottleneck" && finding.Title.StartsWith("Not a compressor", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Id == "poetry/few-directions");
        // 4 floats of the code and 10 states of 2 x 8.
        Assert.Equal(164, judgement.Metrics["test/floats"]);
        Assert.Equal(2, judgement.Baselines.Keys.Count(name => name.StartsWith("PCA, ", StringComparison.Ordinal)));
        var (whole, mean) = (judgement.Metrics["test/cosine"], judgement.Baselines["mean vector"]["test/cosine"]);
        foreach (var ablation in judgement.Ablations.Values)
            Assert.Equal((ablation["test/cosine"] - mean) / (whole - mean), ablation["test/gain/kept"], 1e-9);
        Assert.Equal(judgement.Ablations["encoder states zeroed"]["test/gain/kept"], judgement.Metrics["test/bottleneck/share"]);
        Assert.Equal(2, judgement.Details.Attention!.Weights.Length);
    }

    [Fact]
    public void WhatIsWrittenIsTheSameFilesAndBitsWhenItIsEvaluatedAgain()
    {
        using var run = _poetry.Train("attend=latent");

        var again = _poetry.Study.Evaluate(new RunStore(_poetry.Folder).Open(run.Id), "best");

        foreach (var (name, value) in again.Metrics) Assert.Equal(run.Record.Best[name], value);
        foreach (var (baseline, values) in again.Baselines)
            foreach (var (name, value) in values) Assert.Equal(run.Record.Baselines[baseline][name], value);
        foreach (var (ablation, values) in again.Ablations)
            foreach (var (name, value) in values) Assert.Equal(run.Record.Ablations[ablation][name], value);
        Assert.Equal(run.Record.Verdict, again.Verdict);
        Assert.Equal("slot", AutoencoderEvaluation.Read(run.Folder)!.Attention!.Key);
    }

    [Fact]
    public void EachHeldOutPoemHasItsScores()
    {
        using var run = _poetry.Train();

        var items = ItemScores.Read(run.Folder)!;
        var data = PoetryData.Load(_poetry.Settings(), 3, run.Folder);

        Assert.Equal("poem", items.Unit);
        Assert.Equal(data.Split.Test.Select(poem => $"{poem + 1} Poem {poem + 1}").Order(), items.Items.Order());
        Assert.Equal(run.Record.Baselines.Keys, items.Baselines.Keys);
        // Means over poems weighted by their tokens are the run's scores.
        var tokens = items.Items.Select(item => data.Test.Ids.Where((_, window) => PoemScores.Name(data, data.Test.Chunks[window].Poem) == item).Sum(ids => (double)ids.Count(PoetryScores.Counts))).ToArray();
        foreach (var name in (string[])["test/cosine", "test/mse", "test/top1"])
            Assert.Equal(run.Record.Best[name], items.Metrics[name].Zip(tokens, (value, weight) => value * weight).Sum() / tokens.Sum(), 1e-9);
    }

    [Fact]
    public void PoemsComeBackWholeFromTheirWindows()
    {
        var (data, _) = _poetry.Build();
        var scores = new PoetryScores(data.Train);
        var perfect = data.Test.Ids.Select(ids => ids.SelectMany(id => data.Table[id].ToArray()).ToArray()).ToArray();

        var texts = new TextReconstructions(data, scores).Of(perfect, out var leftOut);

        Assert.Equal(0, leftOut);
        Assert.Equal(data.Split.Test.Count, texts.Count);
        foreach (var text in texts)
        {
            var poem = data.Poems[int.Parse(text.Item.Split(' ')[0]) - 1];
            Assert.Equal(poem.Text, string.Concat(text.Read));
            Assert.Equal(poem.Text, string.Concat(text.Written));
            Assert.All(text.Right, Assert.True);
            Assert.Equal(1, text.Cosine, 1e-4);
            Assert.Equal(poem.Form, text.Form);
        }
    }

    [Fact]
    public void WhatTwoWindowsShareIsTheMeanOfBoth()
    {
        var (data, _) = _poetry.Build();
        var scores = new PoetryScores(data.Train);
        var window = data.Test.Chunks.Index().First(chunk => chunk.Item.OverlapAfter > 0).Index;
        var written = data.Test.Ids.Select(ids => ids.SelectMany(id => data.Table[id].ToArray()).ToArray()).ToArray();
        // What the earlier window is too high in the tokens they share, the later one is too low, but for a factor that leaves their mean right.
        var shared = data.Test.Chunks[window].OverlapAfter;
        for (var i = 0; i < shared * SmallPoetry.Width; i++)
        {
            written[window][^(i + 1)] += 100;
            written[window + 1][(shared * SmallPoetry.Width) - i - 1] -= 100;
        }

        var text = new TextReconstructions(data, scores).Of(written, out _).Single(text => text.Item == PoemScores.Name(data, data.Test.Chunks[window].Poem));

        Assert.All(text.Right, Assert.True);
    }

    [Fact]
    public void RunsOfFiveWordsThatCrossTheSplitAreFound()
    {
        var (data, _) = _poetry.Build();
        string[] read = [.. Enumerable.Range(Marker.All.Count, 8).Select(id => data.Table.Vocabulary.Tokens[id])];
        PoetryWindows Of(params int[][] poems) => new([.. poems.Select((ids, i) => new Chunk(i, 0, 1, 0, ids.Length, ids.Length, 0, 0))], poems, data.Table, 10);
        var first = data.Table.Vocabulary.Encode(read.Where(word => word.Any(char.IsLetterOrDigit)));

        var repeats = SplitRepeats.Find(Of([.. first[..6]], [.. first.Reverse()]), Of([first[0], 4, .. first[1..5]]));

        var repeat = Assert.Single(repeats);
        Assert.Equal((0, 0.5), repeat);
    }
}
