using System.Text.Json;
using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Runs;
using Assay.Studies;
using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

/// <summary>Small poems with random vectors in a folder of their own, for tests of what is measured and not of what is learned.</summary>
sealed class SmallPoetry : IDisposable
{
    public const int Width = 12;

    static readonly string[] Nouns = ["sea", "boat", "rope", "bell", "crow", "field", "stone", "lamp", "door", "snow"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("assay-small-poetry-").FullName;

    public PoetryStudy Study { get; } = new();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public SettingValues Settings(params string[] more)
    {
        var poems = Poems(24);
        var path = Path.Combine(Folder, "poems.json");
        File.WriteAllText(path, JsonSerializer.Serialize(poems.Select((text, i) => new { text, title = $"Poem {i + 1}", form = i % 2 == 0 ? "song" : "letter" })));
        var store = new VectorFolder(Folder);
        if (!store.Names.Contains("small"))
        {
            string[] words = [.. poems.SelectMany(text => new Tokenizer().Tokenize(text)).Distinct()];
            var values = new float[words.Length * Width];
            var rng = new Rng(5);
            for (var i = 0; i < values.Length; i++) values[i] = rng.NextNormal() + (i % Width == 0 ? 2 : 0);
            new WordVectors(words, values).Save(store.FileOf("small"));
        }
        return SettingValues.Resolve(Study, null,
            [$"data={path}", "vectors=small", $"vectors.folder={Folder}", "window=10", "overlap=2", "hidden=8", "bottleneck=4", "heads=2", "slots=3", "batch=8", "epochs=2", "feedback=true", .. more]);
    }

    public (PoetryData Data, PoetryAutoencoder Model) Build(params string[] more)
    {
        var settings = Settings(more);
        var data = PoetryData.Load(settings, 3, null);
        return (data, new PoetryTraining(settings, 3, data.Train).Model);
    }

    public Run Train(params string[] more)
    {
        var settings = Settings(more);
        var run = new RunStore(Folder).Create(new RunRecord { Study = Study.Name, Seed = 3, Settings = settings.All.ToDictionary(value => value.Key, value => (object?)value.Value) });
        run.Finish(Study.Train(run, settings, 3, resume: false, new TrainingControl()).Status);
        return run;
    }

    static string[] Poems(int count)
    {
        var rng = new Rng(7);
        string Noun() => Nouns[rng.NextInt(Nouns.Length)];
        return [.. Enumerable.Range(0, count).Select(i => $"the {Noun()} is near the {Noun()}\nand a {Noun()} number {i} waits\n\nunder my {Noun()} and your {Noun()}.")];
    }
}
