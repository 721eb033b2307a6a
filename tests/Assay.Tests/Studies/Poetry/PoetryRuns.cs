using System.Text.Json;
using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Runs;
using Assay.Studies;
using Assay.Studies.Poetry;

namespace Assay.Tests.Studies.Poetry;

/// <summary>A folder with a few poems, vectors of few dimensions and a store: what a training of a second needs.</summary>
sealed class PoetryRuns : IDisposable
{
    static readonly string[] Nouns = ["sea", "boat", "rope", "bell", "crow", "field", "stone", "lamp", "door", "snow"];

    readonly string _folder = Directory.CreateTempSubdirectory("assay-poetry-").FullName;

    public PoetryRuns()
    {
        var rng = new Assay.Tensors.Rng(7);
        string Noun() => Nouns[rng.NextInt(Nouns.Length)];
        string[] poems = [.. Enumerable.Range(0, 24).Select(i => $"the {Noun()} is near the {Noun()}\nand a {Noun()} number {i} waits\nunder my {Noun()} and your {Noun()}.")];
        File.WriteAllText(Data, JsonSerializer.Serialize(poems.Select(text => new { text })));
        IReadOnlyList<string>[] texts = [.. poems.Select(text => (IReadOnlyList<string>)new Tokenizer().Tokenize(text))];
        CorpusVectors.Train(texts, new(Dimension: 20, Epochs: 10)).Save(new VectorFolder(_folder).FileOf("small"));
    }

    public PoetryStudy Study { get; } = new();

    public RunStore Store => new(Path.Combine(_folder, "runs"));

    public string Data => Path.Combine(_folder, "poems.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string[] Assignments(params string[] more) =>
        [$"data={Data}", "vectors=small", $"vectors.folder={_folder}", "window=10", "overlap=2", "hidden=8", "bottleneck=4", "heads=2", "slots=3", "batch=4", "gradients.every=2", .. more];

    public SettingValues Settings(params string[] more) => SettingValues.Resolve(Study, null, Assignments(more));

    /// <summary>A new run, trained as far as asked and ended.</summary>
    /// <param name="settings">Of the run.</param>
    /// <param name="stops">How often it is stopped after a step and gone on with before it may come to its end.</param>
    public RunReader Train(SettingValues settings, int stops = 0)
    {
        using var run = Store.Create(new RunRecord { Study = Study.Name, Seed = 3, Settings = settings.All.ToDictionary(value => value.Key, value => (object?)value.Value) });
        Train(run, settings, resume: false, null, stops);
        return Store.Open(run.Id);
    }

    /// <summary>A run gone on with, as <c>assay resume</c> does.</summary>
    public RunReader Continue(RunReader reader, SettingValues settings, FreshSchedule? fresh, int stops = 0)
    {
        if (fresh is not null) Study.CheckFresh(reader, settings, fresh);
        var from = fresh?.From ?? "last";
        var (step, epoch, seconds) = Study.ResumePoint(reader, from);
        using var run = Store.Reopen(reader.Id, step, epoch, seconds, new RunResumption(default, step, epoch, from));
        Train(run, settings, resume: true, fresh, stops);
        return Store.Open(run.Id);
    }

    void Train(Run run, SettingValues settings, bool resume, FreshSchedule? fresh, int stops)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        for (var i = 0; i < stops; i++)
        {
            Assert.Equal(RunStatus.Stopped, Study.Train(run, settings, 3, resume, new TrainingControl { Stop = stop.Token, Fresh = fresh }).Status);
            (resume, fresh) = (true, null);
        }
        var outcome = Study.Train(run, settings, 3, resume, new TrainingControl { Fresh = fresh });
        run.Finish(outcome.Status, outcome.Reason);
    }
}
