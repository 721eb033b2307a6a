using Assay.Data;
using Assay.Data.Text;
using Assay.Data.Vectors;

namespace Assay.Studies.Poetry;

/// <summary>Poems, their split, their words' vectors and their windows: all that follows from the settings and the seed.</summary>
sealed class PoetryData
{
    const double ValidShare = 0.1, TestShare = 0.2;

    // The vectors that were trained last, and on what.
    [ThreadStatic]
    static (string Path, IReadOnlyList<IReadOnlyList<string>> Texts)? _trained;

    readonly Tokenizer _tokenizer = new();
    readonly Chunker _chunker;

    PoetryData(IReadOnlyList<Poem> poems, SettingValues settings, ulong seed, Func<IReadOnlyList<IReadOnlyList<string>>, EmbeddingTable> embed)
    {
        var file = settings.Text("data");
        Poems = poems;
        IReadOnlyList<IReadOnlyList<string>> texts = [.. Poems.Select(poem => _tokenizer.Tokenize(poem.Text))];
        var chunker = _chunker = new Chunker(settings.Whole("window"), settings.Whole("overlap"));
        var chunks = texts.Index().Select(text => chunker.Cut(text.Item, text.Index)).ToArray();
        Skipped = chunks.Count(list => list.Count == 0);
        if (Poems.Count - Skipped < 3)
            throw new InvalidDataException($"{(file.Length == 0 ? "the corpus" : file)}: {Poems.Count - Skipped} of {Poems.Count} poems have at least {chunker.Minimum} tokens; needed: 3, one to train on, one to choose and one to judge.");
        Repeated = Duplicates.Find(texts);
        Split = DocumentSplit.Draw(Poems.Count, ValidShare, TestShare, seed, Repeated);
        Table = embed(texts);
        var framed = texts.Select(text => Table.Vocabulary.Encode(Chunker.Frame(text))).ToArray();
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

    public IReadOnlyList<Poem> Poems { get; private set; }

    /// <summary>Poems with too few tokens for a window.</summary>
    public int Skipped { get; }

    /// <summary>Groups of poems that repeat one another; each is on one side of the split.</summary>
    public IReadOnlyList<int[]> Repeated { get; }

    public DocumentSplit Split { get; private set; }

    public EmbeddingTable Table { get; }

    public PoetryWindows Train { get; }

    public PoetryWindows Valid { get; }

    public PoetryWindows Test { get; private set; }

    /// <summary>Tokens that neighbouring windows share.</summary>
    public int Overlap => _chunker.Overlap;

    /// <summary>
    /// Everything, with the word vectors of a run if it has them. Vectors that are trained here are stored there, so that whoever evaluates or resumes the
    /// run has the same. They are trained on all poems: they are the space in which everything is measured, as downloaded ones would be.
    /// </summary>
    public static PoetryData Load(SettingValues settings, ulong seed, string? runFolder)
    {
        var file = settings.Text("data");
        return new PoetryData(file.Length == 0 ? Corpus.Poems() : PoemReader.Read(file), settings, seed, texts =>
        {
            using var words = Vectors(settings, texts, runFolder is null ? null : Path.Combine(runFolder, "vectors.assayvec"));
            return EmbeddingTable.Align(Vocabulary.Build(texts), words);
        });
    }

    /// <summary>Everything again from what a saved model keeps: its poems and the vectors of their words.</summary>
    /// <exception cref="InvalidDataException">The poems' words are not those that have a vector.</exception>
    public static PoetryData Restore(IReadOnlyList<Poem> poems, EmbeddingTable table, SettingValues settings, ulong seed) => new(poems, settings, seed, texts =>
        Vocabulary.Build(texts).Tokens.SequenceEqual(table.Vocabulary.Tokens) ? table
            : throw new InvalidDataException("the words of its poems are not those of its vocabulary."));

    /// <summary>The same, to be judged on other poems. Words that are new in them are unknown.</summary>
    /// <exception cref="InvalidDataException">No poem is long enough for a window.</exception>
    public PoetryData JudgedOn(IReadOnlyList<Poem> poems)
    {
        var windows = Windows(poems, Poems.Count);
        if (windows.Count == 0)
            throw new InvalidDataException($"none of {poems.Count} poems has at least {_chunker.Minimum} tokens; needed: one to judge on.");
        var other = (PoetryData)MemberwiseClone();
        other.Poems = [.. Poems, .. poems];
        other.Split = Split with { Test = [.. Enumerable.Range(Poems.Count, poems.Count)] };
        other.Test = windows;
        return other;
    }

    /// <summary>The windows of a text, none if it has fewer than 5 tokens. Words that the vocabulary lacks are unknown.</summary>
    public PoetryWindows Windows(string text) => Windows([new Poem(text)], 0);

    /// <summary>Of other poems, how many repeat one that was trained on.</summary>
    public int Repeats(IReadOnlyList<Poem> poems)
    {
        IReadOnlyList<string>[] texts = [.. Split.Train.Select(poem => Poems[poem]).Concat(poems).Select(poem => _tokenizer.Tokenize(poem.Text))];
        return Duplicates.Find(texts).Where(group => group[0] < Split.Train.Count).Sum(group => group.Count(place => place >= Split.Train.Count));
    }

    PoetryWindows Windows(IReadOnlyList<Poem> poems, int firstPlace)
    {
        var chunks = new List<Chunk>();
        var framed = new List<int[]>();
        foreach (var (i, poem) in poems.Index())
        {
            var tokens = _tokenizer.Tokenize(poem.Text);
            var cut = _chunker.Cut(tokens, firstPlace + i);
            chunks.AddRange(cut);
            framed.AddRange(Enumerable.Repeat(Table.Vocabulary.Encode(Chunker.Frame(tokens)), cut.Count));
        }
        return new PoetryWindows(chunks, framed, Table, _chunker.Window);
    }

    static WordVectors Vectors(SettingValues settings, IReadOnlyList<IReadOnlyList<string>> texts, string? stored)
    {
        if (stored is not null && File.Exists(stored)) return WordVectors.Open(stored);
        if (settings.Text("vectors") != PoetrySettings.CorpusVectors) return new VectorFolder(settings.Text("vectors.folder")).Open(settings.Text("vectors"));
        if (stored is null) return CorpusVectors.Train(texts);
        // The runs of a comparison have the same texts.
        var before = _trained;
        if (before is not null && File.Exists(before.Value.Path) && before.Value.Texts.Zip(texts).All(pair => pair.First.SequenceEqual(pair.Second)) && before.Value.Texts.Count == texts.Count)
        {
            using var same = WordVectors.Open(before.Value.Path);
            same.Save(stored);
        }
        else
        {
            using var trained = CorpusVectors.Train(texts);
            trained.Save(stored);
        }
        _trained = (stored, texts);
        return WordVectors.Open(stored);
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
