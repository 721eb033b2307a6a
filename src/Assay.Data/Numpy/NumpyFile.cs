using System.IO.Compression;

namespace Assay.Data.Numpy;

/// <summary>
/// A file of NumPy arrays: an .npz archive, stored or deflated, or a single .npy array, whose name is then <see cref="Single"/>. Nothing is run that
/// a file brings along: pickled objects are refused.
/// </summary>
/// <example><code>
/// using var file = NumpyFile.Open("vectors.npz");
/// using var vectors = file.Array("vectors");
/// var row = new float[vectors.Header.Shape[1]];
/// vectors.Read(row);
/// </code></example>
public sealed class NumpyFile : IDisposable
{
    /// <summary>What NumPy, too, calls an array without a name.</summary>
    public const string Single = "arr_0";

    const string Extension = ".npy";
    const int MostDeflation = 1032;

    readonly string _path;
    readonly FileStream _stream;
    readonly ZipArchive? _archive;

    NumpyFile(string path, FileStream stream, ZipArchive? archive)
    {
        (_path, _stream, _archive) = (path, stream, archive);
        Names = archive is null ? [Single] : [.. archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(Extension, StringComparison.Ordinal)).Select(name => name[..^Extension.Length])];
    }

    /// <summary>Opens a file and reads which arrays it has.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is neither an archive nor an array.</exception>
    public static NumpyFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such file of NumPy arrays.", path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            Span<byte> start = stackalloc byte[6];
            var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            if (NpyHeader.IsAt(start)) return new NumpyFile(path, stream, null);
            if (read < 2 || !start.StartsWith("PK"u8)) throw new InvalidDataException($"{path}: is neither an .npz archive nor an .npy array.");
            return new NumpyFile(path, stream, new ZipArchive(stream, ZipArchiveMode.Read));
        }
        catch (InvalidDataException e)
        {
            stream.Dispose();
            if (e.Message.StartsWith(path, StringComparison.Ordinal)) throw;
            throw new InvalidDataException($"{path}: is a damaged archive: {e.Message}", e);
        }
    }

    /// <summary>The arrays there are.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Begins to read an array. Several may be read at once by one thread.</summary>
    /// <exception cref="InvalidDataException">There is none of that name, or it is damaged or of a kind that is not read.</exception>
    public NpyReader Array(string name)
    {
        if (!Names.Contains(name)) throw new InvalidDataException($"{_path}: has no array '{name}'; it has {(Names.Count == 0 ? "none" : string.Join(", ", Names))}.");
        if (_archive is null) return new NpyReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), _path, _stream.Length);
        var (label, entry) = ($"{_path}, {name}", _archive.GetEntry(name + Extension)!);
        // Deflate makes a byte of at most 1032: an entry that claims more is no array but a trap.
        if (entry.Length > (Math.Min(entry.CompressedLength, _stream.Length) + 1) * MostDeflation)
            throw new InvalidDataException($"{label}: claims {entry.Length:N0} bytes from {entry.CompressedLength:N0} compressed ones, which is not possible.");
        try
        {
            return new NpyReader(new ChecksumStream(entry.Open(), label, entry.Length, entry.Crc32), label, entry.Length);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException && !e.Message.StartsWith(_path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{label}: is damaged: {e.Message}", e);
        }
    }

    /// <summary>A whole array of whole numbers.</summary>
    /// <param name="name">Which.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="InvalidDataException">There is no such array.</exception>
    public long[] Integers(string name, int count)
    {
        using var reader = Array(name);
        Require(reader.Header, name, count);
        var values = new long[count];
        reader.Read(values);
        return values;
    }

    /// <summary>A whole array of texts.</summary>
    /// <inheritdoc cref="Integers" path="/param"/>
    /// <inheritdoc cref="Integers" path="/exception"/>
    public string[] Texts(string name, int count)
    {
        using var reader = Array(name);
        Require(reader.Header, name, count);
        var values = new string[count];
        for (var i = 0; i < values.Length; i++) values[i] = reader.ReadText();
        return values;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _archive?.Dispose();
        _stream.Dispose();
    }

    void Require(NpyHeader header, string name, int count)
    {
        if (header.Count != count) throw new InvalidDataException($"{_path}, {name}: has shape {header.ShapeText}; needed: ({count},).");
    }
}
