using System.Text.Json;

namespace Assay.Diagnosis.Forecasts;

/// <summary>The lines of a ledger. The lock is that of an open file, which the kernel releases when its process dies.</summary>
sealed class LedgerFile(string folder)
{
    const string Name = "forecasts.jsonl", LockName = ".forecasts.lock";
    const int LongestWaitMilliseconds = 30_000;

    readonly string _path = Path.Combine(folder, Name);

    /// <summary>All whole lines, without waiting for anybody.</summary>
    /// <exception cref="InvalidDataException">A line is damaged; names path and line.</exception>
    public IReadOnlyList<LedgerLine> Read()
    {
        if (!File.Exists(_path)) return [];
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        return Read(stream).Lines;
    }

    /// <summary>Appends what <paramref name="more"/> makes of the lines there are, while nobody else appends.</summary>
    /// <exception cref="IOException">The folder cannot be written, or others kept the lock for half a minute.</exception>
    /// <inheritdoc cref="Read()" path="/exception"/>
    public void Append(Func<IReadOnlyList<LedgerLine>, IReadOnlyList<LedgerLine>> more)
    {
        Directory.CreateDirectory(folder);
        using var held = Lock();
        using var stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        var (lines, end) = Read(stream);
        byte[] added = [.. more(lines).SelectMany(line => line.ToJson())];
        // What is left has no line feed: its writer died.
        if (stream.Length > end) stream.SetLength(end);
        stream.Position = end;
        stream.Write(added);
        stream.Flush(flushToDisk: true);
    }

    (List<LedgerLine> Lines, long End) Read(FileStream stream)
    {
        var bytes = new byte[stream.Length];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var (lines, start) = (new List<LedgerLine>(), 0);
        for (; Array.IndexOf(bytes, (byte)'\n', start, length - start) is >= 0 and var feed; start = feed + 1)
        {
            try
            {
                lines.Add(LedgerLine.FromJson(bytes.AsSpan(start, feed - start)));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{_path}:{lines.Count + 1}: {e.Message}", e);
            }
        }

        return (lines, start);
    }

    FileStream Lock()
    {
        for (var until = Environment.TickCount64 + LongestWaitMilliseconds; ;)
        {
            try
            {
                return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && Environment.TickCount64 < until)
            {
                Thread.Sleep(Random.Shared.Next(1, 8));
            }
        }
    }
}
