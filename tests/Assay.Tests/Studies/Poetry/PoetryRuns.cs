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

    readonly StudyRuns _runs;

    public PoetryRuns()
    {
        _runs = new StudyRuns(Study, _folder);
        var rng = new Assay.Tensors.Rng(7);
        string Noun() => Nouns[rng.NextInt(Nouns.Length)];
        string[] poems = [.. Enumerable.Range(0, 24).Select(i => $"the {Noun()} is near the {Noun()}\nand a {Noun()} number {i} waits\nunder my {Noun()} and your {Noun()}.")];
        File.WriteAllText(Data, JsonSerializer.Serialize(poems.Select(text => new { text })));
        IReadOnlyList<string>[] texts = [.. poems.Select(text => (IReadOnlyList<string>)new Tokenizer().Tokenize(text))];
        CorpusVectors.Train(texts, new(Dimension: 20, Epochs: 10)).Save(new VectorFolder(_folder).FileOf("small"));
    }

    public PoetryStudy Study { get; } = new();

    public RunStore Store => _runs.Store;

    public string Data => Path.Combine(_folder, "poems.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string[] Assignments(params string[] more) =>
        [$"data={Data}", "vectors=small", $"vectors.folder={_folder}", "window=10", "overlap=2", "hidden=8", "bottleneck=4", "heads=2", "slots=3", "batch=4", "gradients.every=2", .. more];

    public SettingValues Settings(params string[] more) => SettingValues.Resolve(Study, null, Assignments(more));

    /// <inheritdoc cref="StudyRuns.Train(SettingValues, int)"/>
    public RunReader Train(SettingValues settings, int stops = 0) => _runs.Train(settings, stops);

    /// <inheritdoc cref="StudyRuns.Continue"/>
    public RunReader Continue(RunReader reader, SettingValues settings, FreshSchedule? fresh, int stops = 0) => _runs.Continue(reader, settings, fresh, stops);
}
