using System.Text.Json;

namespace Assay.Runs;

/// <summary>
/// Reads <c>events.jsonl</c> line by line. A prefix of a JSON object is never valid JSON, so a last line without its
/// line feed that does not parse was torn by a crash (or is being written now) and is left out.
/// </summary>
static class EventFile
{
    const int Chunk = 1 << 16;

    /// <summary>Events in file order with the offset after each one's line; none when the file is missing.</summary>
    /// <exception cref="InvalidDataException">A line other than a torn last one is damaged; names path and line.</exception>
    internal static IEnumerable<(RunEvent Event, long End)> Read(string path)
    {
        if (!File.Exists(path)) yield break;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        var buffer = new byte[Chunk];
        var (filled, number, offset) = (0, 0L, 0L);
        RunEvent? previous = null;
        while (true)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            var count = stream.Read(buffer, filled, buffer.Length - filled);
            if (count == 0) break;
            filled += count;
            var start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, filled - start) is >= 0 and var feed)
            {
                previous = Parse(path, ++number, buffer.AsSpan(start, feed - start), previous);
                offset += feed + 1 - start;
                start = feed + 1;
                yield return (previous, offset);
            }

            Array.Copy(buffer, start, buffer, 0, filled - start);
            filled -= start;
        }

        if (filled > 0 && TryParse(buffer.AsSpan(0, filled), previous) is { } last) yield return (last, offset + filled);
    }

    /// <summary>Cuts what follows the last event whose step is at most <paramref name="step"/>, torn lines too.</summary>
    internal static void Truncate(string path, long step)
    {
        var end = 0L;
        foreach (var (line, after) in Read(path))
        {
            if (line.Step > step) break;
            end = after;
        }

        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0);
        stream.SetLength(end);
        if (end > 0)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() != '\n') stream.WriteByte((byte)'\n');
        }

        stream.Flush(flushToDisk: true);
    }

    static RunEvent Parse(string path, long number, ReadOnlySpan<byte> line, RunEvent? previous)
    {
        try
        {
            return EventJson.Read(line, previous);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException($"{path}:{number}: {e.Message}", e);
        }
    }

    static RunEvent? TryParse(ReadOnlySpan<byte> line, RunEvent? previous)
    {
        try
        {
            return EventJson.Read(line, previous);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }
}
