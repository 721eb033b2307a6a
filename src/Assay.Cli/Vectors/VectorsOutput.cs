using Assay.Data.Vectors;

namespace Assay.Cli;

/// <summary>What <c>assay vectors</c> prints of vectors that there are.</summary>
static class VectorsOutput
{
    public static int List(Terminal terminal, VectorFolder folder)
    {
        var table = new TextTable("NAME", ">WORDS", ">DIMENSION");
        foreach (var name in folder.Names)
        {
            using var vectors = folder.Open(name);
            table.Add(name, $"{vectors.Count:N0}", $"{vectors.Dimension}");
        }
        if (folder.Names.Count == 0) terminal.Out.WriteLine("no vectors yet: assay vectors train, import FILE or fetch wink");
        else foreach (var line in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
        return ExitCode.Done;
    }

    public static int Nearest(Terminal terminal, VectorFolder folder, string name, string word, int count)
    {
        using var vectors = folder.Open(name);
        Known(vectors, name, word);
        return Print(terminal, vectors.Nearest(vectors[word], count, [word]));
    }

    public static int Analogy(Terminal terminal, VectorFolder folder, string[] words, int count)
    {
        using var vectors = folder.Open(words[0]);
        foreach (var word in words[1..]) Known(vectors, words[0], word);
        return Print(terminal, vectors.Analogy(words[1], words[2], words[3], count));
    }

    static void Known(WordVectors vectors, string name, string word)
    {
        if (vectors.IndexOf(word) < 0) throw new ArgumentException($"'{word}' is not among the {vectors.Count:N0} words of '{name}'.");
    }

    static int Print(Terminal terminal, IReadOnlyList<(string Word, double Cosine)> found)
    {
        var table = new TextTable("WORD", ">COSINE");
        foreach (var (word, cosine) in found) table.Add(word, $"{cosine:F3}");
        foreach (var line in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
        return ExitCode.Done;
    }
}
