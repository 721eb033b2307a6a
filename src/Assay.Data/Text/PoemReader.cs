using System.Text;

namespace Assay.Data.Text;

/// <summary>
/// Reads poems from whatever people keep them in: a JSON list or object, JSON lines, CSV, plain text, or a folder of .txt files. The
/// format follows from the name's end and, for JSON, from what is inside.
/// </summary>
/// <example><code>
/// IReadOnlyList&lt;Poem&gt; poems = PoemReader.Read("poems.json");
/// </code></example>
public static class PoemReader
{
    // A study holds its texts in memory, vectors of every token included: more than this is a mistake, not a corpus.
    internal const long MostBytes = 256L << 20;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The poems of a file or folder, in their order.</summary>
    /// <param name="path">A .json, .jsonl, .csv or text file, or a folder whose .txt files, in order of their names, are one poem each.</param>
    /// <param name="separator">What stands between two poems of a plain text.</param>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">The file is too large, is not UTF-8, or has no poems where they are expected; the message names the place.</exception>
    public static IReadOnlyList<Poem> Read(string path, PoemSeparator separator = PoemSeparator.Auto)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) return ReadFolder(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such file or folder of poems.", path);
        return Parse(ReadText(path), path, Path.GetExtension(path).ToLowerInvariant(), separator);
    }

    /// <summary>The poems of a text in memory, in the format that a file with this extension has.</summary>
    /// <param name="text">The content.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="extension">".json", ".jsonl", ".csv", or another for plain text.</param>
    /// <param name="separator">What stands between two poems of a plain text.</param>
    public static IReadOnlyList<Poem> Parse(string text, string name, string extension, PoemSeparator separator = PoemSeparator.Auto)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text)) throw new InvalidDataException($"{name}: is empty; needed: at least one poem.");
        var poems = extension switch
        {
            ".json" => PoemJson.Parse(text, name),
            ".jsonl" or ".ndjson" => PoemJson.ParseLines(text, name),
            ".csv" => PoemCsv.Parse(text, name),
            _ => PlainPoems.Parse(text, separator),
        };
        return poems.Count > 0 ? poems : throw new InvalidDataException($"{name}: holds no poem.");
    }

    static List<Poem> ReadFolder(string path)
    {
        var files = Directory.GetFiles(path, "*.txt");
        Array.Sort(files, StringComparer.Ordinal);
        var total = files.Sum(file => new FileInfo(file).Length);
        if (total > MostBytes) throw TooLarge(path, total);
        var poems = new List<Poem>();
        foreach (var file in files)
        {
            var text = ReadText(file);
            if (!string.IsNullOrWhiteSpace(text)) poems.Add(new Poem(Clean(text), Path.GetFileNameWithoutExtension(file)));
        }
        return poems.Count > 0 ? poems
            : throw new InvalidDataException($"{path}: a folder of poems needs .txt files that are not empty; it has {files.Length} .txt file(s).");
    }

    internal static string ReadText(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MostBytes) throw TooLarge(path, length);
        var bytes = File.ReadAllBytes(path);
        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException exception)
        {
            var line = 1 + content[..Math.Clamp(exception.Index, 0, content.Length)].Count((byte)'\n');
            throw new InvalidDataException($"{path}, line {line}: is not valid UTF-8. Needed: a text saved as UTF-8.", exception);
        }
    }

    internal static InvalidDataException TooLarge(string path, long bytes) =>
        new($"{path}: {bytes / (double)(1 << 20):F0} MiB; texts are held in memory, and at most {MostBytes >> 20} MiB are read.");

    /// <summary>Line ends as \n, no blank lines at the ends, no white space at the end of a line.</summary>
    internal static string Clean(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines).Trim('\n');
    }
}
