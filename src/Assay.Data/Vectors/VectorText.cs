using System.Buffers.Text;
using System.Text;

namespace Assay.Data.Vectors;

/// <summary>
/// Reads vectors as GloVe and word2vec write them: a line for each word, the word and its numbers with spaces between; word2vec's first line,
/// two whole numbers, is passed over. A word may contain spaces, as some of GloVe's do, if what follows it are as many numbers as elsewhere.
/// </summary>
static class VectorText
{
    const int MostDimensions = 8192;
    const int LongestLine = 1 << 20;

    /// <summary>Imports a text file.</summary>
    /// <param name="path">The text file.</param>
    /// <param name="target">The file to write, for <see cref="VectorStore.Open"/>.</param>
    /// <param name="progress">Told the bytes read now and then.</param>
    /// <returns>Words written, and words left out because they had come before.</returns>
    /// <exception cref="InvalidDataException">A line has too few or too many numbers, or one that is not finite; the message names it.</exception>
    public static (int Words, int Repeated) Import(string path, string target, Action<long>? progress = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        VectorStore.Writer? writer = null;
        try
        {
            float[] vector = [];
            var seen = new HashSet<string>(StringComparer.Ordinal);
            int line = 0, repeated = 0;
            var read = 0L;
            foreach (var bytes in Lines(stream, path))
            {
                line++;
                read += bytes.Length + 1;
                if (line % 8192 == 0) progress?.Invoke(read);
                var text = bytes.Span.TrimEnd(" \r\t"u8);
                if (text.IsEmpty) continue;
                if (writer is null)
                {
                    if (IsHeader(text)) continue;
                    vector = new float[Fields(text) - 1];
                    if (vector.Length is 0 or > MostDimensions)
                        throw new InvalidDataException($"{path}, line {line}: needed are a word and 1 to {MostDimensions} numbers; found {vector.Length} number(s).");
                    writer = new VectorStore.Writer(target, vector.Length);
                }
                var word = Parse(text, vector, path, line);
                if (seen.Add(word)) writer.Add(word, vector);
                else repeated++;
            }
            if (writer is null) throw new InvalidDataException($"{path}: holds no word vectors.");
            writer.Finish();
            return (seen.Count, repeated);
        }
        finally
        {
            writer?.Dispose();
        }
    }

    // Numbers from the end of the line, then the word is what is left.
    static string Parse(ReadOnlySpan<byte> text, float[] vector, string path, int line)
    {
        var rest = text;
        for (var i = vector.Length - 1; i >= 0; i--)
        {
            var space = rest.LastIndexOfAny((byte)' ', (byte)'\t');
            var number = rest[(space + 1)..];
            if (space <= 0)
                throw new InvalidDataException($"{path}, line {line}: has {Fields(text) - 1} numbers; the first line has {vector.Length}.");
            if (!Utf8Parser.TryParse(number, out float value, out var used) || used != number.Length || !float.IsFinite(value))
                throw new InvalidDataException($"{path}, line {line}: '{Show(number)}' is not a finite number. Needed: a word and {vector.Length} numbers.");
            vector[i] = value;
            rest = rest[..space].TrimEnd(" \t"u8);
        }
        var last = rest[(rest.LastIndexOfAny((byte)' ', (byte)'\t') + 1)..];
        if (last.Length < rest.Length && Utf8Parser.TryParse(last, out double _, out var all) && all == last.Length)
            throw new InvalidDataException($"{path}, line {line}: has {Fields(text) - 1} numbers; the first line has {vector.Length}.");
        return Encoding.UTF8.GetString(rest);
    }

    static bool IsHeader(ReadOnlySpan<byte> text)
    {
        var space = text.IndexOf((byte)' ');
        return space > 0 && IsWhole(text[..space]) && IsWhole(text[(space + 1)..]);

        static bool IsWhole(ReadOnlySpan<byte> part) => Utf8Parser.TryParse(part, out long value, out var used) && used == part.Length && value > 0;
    }

    static int Fields(ReadOnlySpan<byte> text)
    {
        var fields = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] is not ((byte)' ' or (byte)'\t') && (i == 0 || text[i - 1] is (byte)' ' or (byte)'\t')) fields++;
        return fields;
    }

    static string Show(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 24)]);

    static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream stream, string path)
    {
        var buffer = new byte[LongestLine];
        var held = 0;
        while (true)
        {
            var got = stream.Read(buffer, held, buffer.Length - held);
            var end = held + got;
            var start = 0;
            for (int length; (length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
                yield return buffer.AsMemory(start, length);
            held = end - start;
            if (got == 0)
            {
                if (held > 0) yield return buffer.AsMemory(start, held);
                yield break;
            }
            if (held == buffer.Length) throw new InvalidDataException($"{path}: has a line of more than {LongestLine >> 20} MiB; this is not a file of word vectors.");
            buffer.AsSpan(start, held).CopyTo(buffer);
        }
    }
}
