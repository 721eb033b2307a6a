using Assay.Data.Text;
using Assay.Data.Vectors;

namespace Assay.Studies.Poetry;

/// <summary>Poems, their split, their words' vectors and their windows: all that follows from the settings and the seed.</summary>
sealed class PoetryData
{
    const double ValidShare = 0.1, TestShare = 0.2;

    PoetryData(SettingValues settings, ulong seed, Func<IReadOnlyList<IReadOnlyList<string>>, WordVectors> vectors)
    {
        var file = settings.Text("data");
        Poems = file.Length == 0 ? Corpus.Poems() : PoemReader.Read(file);
        var tokenizer = new Tokenizer();
        IReadOnlyList<IReadOnlyList<string>> texts = [.. Poems.Select(poem => tokenizer.Tokenize(poem.Text))];
        var chunker = new Chunker(settings.Whole("window"), settings.Whole("overlap"));
        var chunks = texts.Index().Select(text => chunker.Cut(text.Item, text.Index)).ToArray();
        Skipped = chunks.Count(list => list.Count == 0);
        if (Poems.Count - Skipped < 3)
            throw new InvalidDataException($"{(file.Length == 0 ? "the corpus" : file)}: {Poems.Count - Skipped} of {Poems.Count} poems have at least {chunker.Minimum} tokens; needed: 3, one to train on, one to choose and one to judge.");
        Repeated = Duplicates.Find(texts);
        Split = PoemSplit.Draw(Poems.Count, ValidShare, TestShare, seed, Repeated);
        var vocabulary = Vocabulary.Build(texts);
        using var words = vectors(texts);
        Table = EmbeddingTable.Align(vocabulary, words);
        var framed = texts.Select(text => vocabulary.Encode(Chunker.Frame(text))).ToArray();
        Train = Windows(Split.Train);
        Valid = Windows(Split.Valid);
        Test = Windows(Split.Test);

        PoetryWindows Windows(IReadOnlyList<int> poems)
        {
            var list = poems.SelectMany(poem => chunks[poem]).ToArray();
            if (list.Length == 0) throw new InvalidDataException($"One side of the split has no poem of at least {chunker.Minimum} tokens; more poems are needed, or another seed.");
            return new PoetryWindows(list, [.. list.Select(chunk => framed[chunk.Poem])], Table, chunker.Window);
        }
    }

    public IReadOnlyList<Poem> Poems { get; }

    /// <summary>Poems with too few tokens for a window.</summary>
    public int Skipped { get; }

    /// <summary>Groups of poems that repeat one another; each is on one side of the split.</summary>
    public IReadOnlyList<int[]> Repeated { get; }

    public PoemSplit Split { get; }

    public EmbeddingTable Table { get; }

    public PoetryWindows Train { get; }

    public PoetryWindows Valid { get; }

    public PoetryWindows Test { get; }

    /// <summary>
    /// Everything, with the word vectors of a run if it has them. Vectors that are trained here are stored there, so that whoever evaluates or resumes the
    /// run has the same. They are trained on all poems: they are the space in which everything is measured, as downloaded ones would be.
    /// </summary>
    public static PoetryData Load(SettingValues settings, ulong seed, string? runFolder)
    {
        var stored = runFolder is null ? null : Path.Combine(runFolder, "vectors.assayvec");
        return new PoetryData(settings, seed, texts =>
        {
            if (stored is not null && File.Exists(stored)) return WordVectors.Open(stored);
            if (settings.Text("vectors") != PoetrySettings.CorpusVectors) return new VectorFolder(settings.Text("vectors.folder")).Open(settings.Text("vectors"));
            var trained = CorpusVectors.Train(texts);
            if (stored is not null) trained.Save(stored);
            return trained;
        });
    }

    /// <summary>Each split in words.</summary>
    public Dictionary<string, string> Describe() => new()
    {
        ["train"] = Describe(Split.Train, Train),
        ["valid"] = Describe(Split.Valid, Valid) + "; chooses the checkpoint",
        ["test"] = Describe(Split.Test, Test),
        ["vectors"] = $"{Table.Dimension} dimensions; {Table.Alignment}",
    };

    string Describe(IReadOnlyList<int> poems, PoetryWindows windows) =>
        $"{poems.Count} whole poems, {windows.Count} windows of up to {windows.Window} tokens, split seed {Split.Seed}";
}
