using System.Text.Json;
using Assay.Runs;
using Assay.Studies;
using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public sealed class PoetryStudyTests : IDisposable
{
    static readonly string[] Nouns = ["sea", "boat", "rope", "bell", "crow", "field", "stone", "lamp", "door", "snow"];

    readonly string _folder = Directory.CreateTempSubdirectory("assay-poetry-").FullName;
    readonly PoetryStudy _study = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ARunIsTrainedJudgedAndEvaluatedAlike()
    {
        var settings = Settings("epochs=3");
        using var run = NewRun(settings);

        var outcome = _study.Train(run, settings, 3, resume: false, new TrainingControl());
        run.Finish(outcome.Status);

        var record = run.Record;
        Assert.Equal(RunStatus.Finished, outcome.Status);
        Assert.InRange(record.Best["test/cosine"], -1, 1);
        Assert.Equal(["mean vector", "mean chunk", "PCA, 4 floats", "waves, 4 floats"], record.Baselines.Keys);
        Assert.Equal(["code zeroed", "code of another window", "encoder states zeroed"], record.Ablations.Keys);
        // Without attention the states are not looked at.
        Assert.Equal(record.Best["test/cosine"], record.Ablations["encoder states zeroed"]["test/cosine"], 1e-9);
        Assert.Contains("held-out poems", record.Verdict, StringComparison.Ordinal);
        Assert.Contains("compression 50.0 times", record.Verdict, StringComparison.Ordinal);

        var again = _study.Evaluate(new RunStore(_folder).Open(run.Id), "best");
        Assert.Equal(record.Best["test/cosine"], again.Metrics["test/cosine"], 1e-6);
        Assert.Equal(record.Baselines["mean vector"]["test/cosine"], again.Baselines["mean vector"]["test/cosine"], 1e-9);
    }

    [Theory]
    [InlineData("attend=latent")]
    [InlineData("crops=true denoise=swap loss.sequence=0.2 decay=0.1")]
    [InlineData("denoise=dropout denoise.ramp=1 embedding.noise=0.3 feedback=true teaching=0.5 teaching.decay=linear")]
    [InlineData("variational=true components=false kl.warmup=1 kl.free=0.01 feedback=true curriculum=1:0.9:5,2:0.1:10")]
    public void AStoppedTrainingGoesOnAsIfItHadNotStopped(string options)
    {
        var settings = Settings(["epochs=2", "dropout=0.2", .. options.Split(' ')]);
        using var whole = NewRun(settings);
        _study.Train(whole, settings, 3, resume: false, new TrainingControl());

        using var parts = NewRun(settings);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var half = _study.Train(parts, settings, 3, resume: false, new TrainingControl { Stop = stop.Token });
        Assert.Equal(RunStatus.Stopped, half.Status);
        Assert.Contains("at step 1 of", half.Reason, StringComparison.Ordinal);

        var rest = _study.Train(parts, settings, 3, resume: true, new TrainingControl());

        Assert.Equal(RunStatus.Finished, rest.Status);
        Assert.Equal(File.ReadAllBytes(Weights(whole)), File.ReadAllBytes(Weights(parts)));
        Assert.Equal(whole.Record.Best["test/cosine"], parts.Record.Best["test/cosine"]);

        static string Weights(Run run) => Path.Combine(run.Folder, RunFiles.Checkpoints, "best.safetensors");
    }

    [Fact]
    public void CopiesAreReportedAndStayOnOneSide()
    {
        var poems = Poems(24);
        var settings = SettingValues.Resolve(_study, null, Assignments(Write([.. poems, poems[0], poems[1]]), "epochs=1"));
        using var run = NewRun(settings);

        _study.Train(run, settings, 3, resume: false, new TrainingControl());

        var finding = Assert.Single(run.Record.Findings, finding => finding.Id == "data/duplicates");
        Assert.Contains("2 group(s) with 4 poems", finding.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"text\": \"one\"}, {\"text\": \"two words\"}]", "have at least 5 tokens; needed: 3")]
    [InlineData("[{\"title\": \"no text\"}]", "has no \"text\"")]
    public void DataThatCannotBeTrainedOnAreRefusedBeforeAnythingStarts(string json, string expected)
    {
        var path = Path.Combine(_folder, "bad.json");
        File.WriteAllText(path, json);
        var settings = SettingValues.Resolve(_study, null, Assignments(path));

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => _study.Plan(settings, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heads=7 attend=latent", "7 heads")]
    [InlineData("overlap=30", "overlap of 30")]
    [InlineData("variational=true", "Set one of them to false")]
    [InlineData("curriculum=5:2:20", "phase 1 ('5:2:20')")]
    [InlineData("feedback=false positional=2 teaching=0.5", "no step can be taught")]
    [InlineData("feedback=false positional=2 curriculum=phases", "no step can be taught")]
    [InlineData("denoise=blur", "one of none, dropout, gaussian, word-dropout, swap, mask")]
    [InlineData("botleneck=3", "no setting 'botleneck'")]
    public void SettingsThatDoNotFitAreRefused(string assignments, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(() => SettingValues.Resolve(_study, null, assignments.Split(' '))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("tiny", 485_768)]
    [InlineData("small", 1_245_368)]
    [InlineData("medium", 3_587_864)]
    [InlineData("large", 16_626_552)]
    [InlineData("xlarge", 28_623_832)]
    [InlineData("baseline", 68_808)]
    [InlineData("production", 10_182_616)]
    public void PresetsHaveTheirTrueCounts(string preset, long expected)
    {
        var settings = SettingValues.Resolve(_study, preset, []);

        Assert.Equal(expected, new PoetryAutoencoder(PoetrySettings.Architecture(settings, 300), new Rng(1)).ParameterCount);
    }

    [Fact]
    public void BesideComponentsAModelBeginsWhereTheyEnd()
    {
        var settings = Settings("components=true");
        var data = PoetryData.Load(settings, 3, _folder);
        var judge = new PoetryJudge(data);

        var judgement = judge.Judge(new PoetryTraining(settings, 3, data.Train).Model, "best", 0);

        var (begun, components) = (judgement.Metrics, judgement.Baselines["waves, 4 floats"]);
        Assert.Equal(components["test/cosine"], begun["test/cosine"], 1e-4);
        Assert.Equal(components["test/mse"], begun["test/mse"], 1e-4);
        Assert.Equal(components["test/top1"], begun["test/top1"], 0.02);
        Assert.Contains("batchnorm", Assert.Throws<ArgumentException>(() => Settings("components=true", "batchnorm=true")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCurriculumIsThatOfTheEpochOfAStep()
    {
        var settings = Settings("epochs=30", "feedback=true", "curriculum=phases");
        var training = new PoetryTraining(settings, 1, PoetryData.Load(settings, 1, _folder).Train);

        var lessons = Enumerable.Range(0, (int)training.PlannedSteps).Select(step => training.Lesson(step).Taught).ToArray();

        Assert.Equal([0.9, 0.7, 0.3, 0.1], lessons.Distinct());
        Assert.Equal([7, 8, 8, 7], lessons.GroupBy(taught => taught).Select(phase => phase.Count() / training.BatchesAnEpoch));
    }

    [Fact]
    public void DamageIsOnlyToWhatIsReadInTrainingAndRisesToItsStrength()
    {
        var settings = Settings("epochs=4", "denoise=mask", "denoise.strength=0.6", "denoise.ramp=2", "feedback=true", "teaching=1", "dropout=0");
        var data = PoetryData.Load(settings, 3, _folder);
        var training = new PoetryTraining(settings, 3, data.Train);
        var clean = new PoetryTraining(Settings("epochs=4", "feedback=true", "teaching=1", "dropout=0"), 3, data.Train);
        var places = training.Places(0);
        var last = training.PlannedSteps - 1;

        Assert.Equal(0, training.Damage(0));
        Assert.Equal(0.3, training.Damage(training.BatchesAnEpoch), 1e-12);
        Assert.Equal(0.6, training.Damage(2L * training.BatchesAnEpoch), 1e-12);
        // Two models of the same seed: undamaged at first, then not.
        Assert.Equal(clean.Loss(0, places).Item(), training.Loss(0, places).Item());
        Assert.NotEqual(clean.Loss(last, places).Item(), training.Loss(last, places).Item());
        Assert.Equal(new PoetryJudge(data).Valid(clean.Model), new PoetryJudge(data).Valid(training.Model));
    }

    [Theory]
    [InlineData("kl.weight=0 lr=0.03 epochs=15", false)]
    [InlineData("kl.weight=1000 kl.warmup=0 lr=0.05 epochs=8", true)]
    public void AVariationalRunSaysWhatItsCodesCarry(string options, bool collapsed)
    {
        var settings = Settings(["epochs=2", "components=false", "variational=true", .. options.Split(' ')]);
        using var run = NewRun(settings);

        _study.Train(run, settings, 3, resume: false, new TrainingControl());

        var best = run.Record.Best;
        Assert.Equal(collapsed, best["test/kl"] < 0.2);
        Assert.InRange(best["test/kl/dimensions"], collapsed ? 0 : 4, 4);
        Assert.InRange(best["test/code/active"], 0, 4);
        Assert.Contains("valid/kl", run.Record.Metrics.Keys);
        Assert.Equal(best["test/code/active"] < 2, run.Record.Findings.Any(finding => finding.Id == "poetry/posterior-collapse"));
        if (collapsed) Assert.Contains(run.Record.Findings, finding => finding.Id == "poetry/posterior-collapse");
        run.Flush();
        Assert.Contains("kl/weight", File.ReadAllText(Path.Combine(run.Folder, RunFiles.Events)), StringComparison.Ordinal);
    }

    [Fact]
    public void WeightDecayIsThatOfAdamW()
    {
        var data = PoetryData.Load(Settings(), 3, _folder);

        Assert.IsType<Assay.Training.Adam>(new PoetryTraining(Settings(), 3, data.Train).Optimizer);
        Assert.IsType<Assay.Training.AdamW>(new PoetryTraining(Settings("decay=0.01"), 3, data.Train).Optimizer);
    }

    [Fact]
    public void APlanCountsTheHeadForTheVariance()
    {
        long Count(params string[] more) => _study.Plan(Settings(["components=false", .. more]), 3).ParameterCount;

        // Both directions of 8 units to 4 floats, with a bias.
        Assert.Equal(Count() + (16 * 4) + 4, Count("variational=true"));
    }

    SettingValues Settings(params string[] more) => SettingValues.Resolve(_study, null, Assignments(Write(Poems(24)), more));

    // Vectors of 20 dimensions under a name, so that tests need not train 300.
    IEnumerable<string> Assignments(string data, params string[] more)
    {
        var store = new Assay.Data.Vectors.VectorFolder(_folder);
        if (!store.Names.Contains("small"))
        {
            var texts = Poems(24).Select(text => (IReadOnlyList<string>)new Assay.Data.Text.Tokenizer().Tokenize(text)).ToArray();
            Assay.Data.Vectors.CorpusVectors.Train(texts, new(Dimension: 20, Epochs: 10)).Save(store.FileOf("small"));
        }
        return [$"data={data}", "vectors=small", $"vectors.folder={_folder}", "window=10", "overlap=2", "hidden=8", "bottleneck=4", "heads=2", "slots=3", "batch=4", .. more.SkipWhile(string.IsNullOrEmpty)];
    }

    string Write(IReadOnlyList<string> poems)
    {
        var path = Path.Combine(_folder, "poems.json");
        File.WriteAllText(path, JsonSerializer.Serialize(poems.Select(text => new { text })));
        return path;
    }

    static string[] Poems(int count)
    {
        var rng = new Rng(7);
        string Noun() => Nouns[rng.NextInt(Nouns.Length)];
        return [.. Enumerable.Range(0, count).Select(i => $"the {Noun()} is near the {Noun()}\nand a {Noun()} number {i} waits\nunder my {Noun()} and your {Noun()}.")];
    }

    Run NewRun(SettingValues settings) => new RunStore(_folder).Create(new RunRecord
    {
        Study = _study.Name, Seed = 3, Settings = settings.All.ToDictionary(value => value.Key, value => (object?)value.Value),
    });
}
