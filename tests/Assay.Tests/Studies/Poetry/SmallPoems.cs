using System.Text.Json;
using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

/// <summary>Poems of a few words with vectors of 20 floats, and settings that train on them in a moment.</summary>
sealed class SmallPoems : IDisposable
{
    static readonly string[] Nouns = ["sea", "boat", "rope", "bell", "crow", "field", "stone", "lamp", "door", "snow"];

    readonly string _folder = Directory.CreateTempSubdirectory("assay-small-").FullName;

    public SmallPoems()
    {
        var rng = new Rng(7);
        string Noun() => Nouns[rng.NextInt(Nouns.Length)];
        Texts = [.. Enumerable.Range(0, 24).Select(i => $"the {Noun()} is near the {Noun()}\nand a {Noun()} number {i} waits\nunder my {Noun()} and your {Noun()}.")];
        Path = File("poems.json");
        System.IO.File.WriteAllText(Path, JsonSerializer.Serialize(Texts.Select(text => new { text })));
        var tokenizer = new Tokenizer();
        CorpusVectors.Train([.. Texts.Select(text => (IReadOnlyList<string>)tokenizer.Tokenize(text))], new(Dimension: 20, Epochs: 10)).Save(new VectorFolder(_folder).FileOf("small"));
    }

    public string[] Texts { get; }

    /// <summary>The poems as JSON.</summary>
    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>Small settings, with some changed, such as <c>("epochs", 1)</c>.</summary>
    public PoetryOptions Options(params (string Name, object Value)[] more)
    {
        var options = new PoetryOptions { Seed = 3, RunsFolder = null };
        Add(options, more);
        return options;
    }

    public PoetryOptions Options(PoetryOptions options)
    {
        Add(options, []);
        return options;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void Add(PoetryOptions options, (string Name, object Value)[] more)
    {
        (string, object)[] small =
        [
            ("vectors", "small"), ("vectors.folder", _folder), ("window", 10), ("overlap", 2), ("hidden", 8), ("bottleneck", 4), ("heads", 2), ("slots", 3), ("batch", 4), ("epochs", 3),
        ];
        foreach (var (name, value) in small.Concat(more)) options.Settings[name] = value;
    }
}
