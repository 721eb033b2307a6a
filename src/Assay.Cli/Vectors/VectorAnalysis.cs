using Assay.Data.Text;
using Assay.Data.Vectors;

namespace Assay.Cli;

/// <summary>What word vectors are like on a text: how many of its words they know, and how many dimensions they really use.</summary>
static class VectorAnalysis
{
    // Of the matrix of mutual information, whose singular values take cubic time.
    const int MostWords = 1000;

    public static IReadOnlyList<IReadOnlyList<string>> Texts(string? file)
    {
        var poems = file is null ? Corpus.Poems() : PoemReader.Read(file);
        var tokenizer = new Tokenizer();
        return [.. poems.Select(poem => tokenizer.Tokenize(poem.Text))];
    }

    public static int Print(Terminal terminal, VectorFolder folder, string name, string? file, int window)
    {
        using var vectors = folder.Open(name);
        var texts = Texts(file);
        var vocabulary = Vocabulary.Build(texts);
        var table = EmbeddingTable.Align(vocabulary, vectors);
        var known = Enumerable.Range(Marker.All.Count, vocabulary.Count - Marker.All.Count).Where(id => !table.Alignment!.Missing.Contains(vocabulary.Tokens[id])).ToArray();
        terminal.Out.WriteLine($"{texts.Count} texts, {texts.Sum(text => text.Count):N0} tokens, {vocabulary.Count:N0} in the vocabulary with {Marker.All.Count} markers");
        terminal.Out.WriteLine($"{table.Alignment}");
        terminal.Out.WriteLine();

        var rows = new TextTable("DIRECTIONS OF", ">ROWS", ">90 %", ">95 %", ">99 %", ">PARTICIPATION");
        if (known.Length > 1) Add($"vectors of {name}", known.Length, Spectrum.OfRows(known.SelectMany(id => table[id].ToArray()).ToArray(), table.Dimension));
        var pairs = Cooccurrence.Count(texts.Select(text => vocabulary.Encode(text).Select(id => id - Marker.All.Count).ToArray()), vocabulary.Count - Marker.All.Count, window);
        var words = Math.Min(MostWords, pairs.Words);
        Add("mutual information of words", words, Spectrum.OfSymmetric(Ppmi.Matrix(pairs, words)));
        foreach (var line in rows.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("The least directions that hold so much of the variance; participation is (sum s)^2 / sum s^2 of their shares s.");
        return ExitCode.Done;

        void Add(string what, int count, Spectrum spectrum) => rows.Add(
            what, $"{count:N0}", $"{spectrum.Dimensions(0.9)}", $"{spectrum.Dimensions(0.95)}", $"{spectrum.Dimensions(0.99)}", $"{spectrum.Participation:F1}");
    }
}
