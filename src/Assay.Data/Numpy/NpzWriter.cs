using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Data.Numpy;

/// <summary>
/// Writes NumPy arrays into an .npz archive, as <c>numpy.savez</c> does. Equal arrays give equal files. Nothing is at the path before
/// <see cref="Finish"/>.
/// </summary>
public sealed class NpzWriter : IDisposable
{
    readonly string _path, _temporary;
    readonly ZipArchive _archive;
    readonly CompressionLevel _level;

    /// <param name="path">The file to write; its folder is made if it is missing.</param>
    /// <param name="compress">Deflated, as by <c>numpy.savez_compressed</c>; else stored.</param>
    public NpzWriter(string path, bool compress = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        (_path, _level) = (path, compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
        _temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        _archive = new ZipArchive(new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16), ZipArchiveMode.Create);
    }

    /// <summary>Writes a float32 array.</summary>
    /// <param name="name">What the archive calls it.</param>
    /// <param name="values">All elements in row-major order.</param>
    /// <param name="shape">Sizes along the axes.</param>
    public void Write(string name, ReadOnlySpan<float> values, params int[] shape) =>
        Write(name, new NpyHeader(NpyKind.Float, sizeof(float), shape), MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>Writes an int64 array.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{float}, int[])" path="/param"/>
    public void Write(string name, ReadOnlySpan<long> values, params int[] shape) =>
        Write(name, new NpyHeader(NpyKind.Integer, sizeof(long), shape), MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>Writes texts as an array of one axis.</summary>
    public void Write(string name, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var size = Math.Max(4, texts.Select(Encoding.UTF32.GetByteCount).DefaultIfEmpty().Max());
        using var stream = Begin(name, new NpyHeader(NpyKind.Unicode, size, [texts.Count]));
        var bytes = new byte[size];
        foreach (var text in texts)
        {
            bytes.AsSpan(Encoding.UTF32.GetBytes(text, bytes)).Clear();
            stream.Write(bytes);
        }
    }

    /// <summary>Writes a float32 array row by row: what is never in memory as a whole.</summary>
    /// <param name="name">What the archive calls it.</param>
    /// <param name="shape">Sizes along the axes; the first is the number of rows.</param>
    /// <param name="row">Fills a row, given its index.</param>
    public void WriteRows(string name, int[] shape, Action<int, Span<float>> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        using var stream = Begin(name, new NpyHeader(NpyKind.Float, sizeof(float), shape));
        var values = new float[shape[1..].Aggregate(1, (count, size) => checked(count * size))];
        for (var i = 0; i < shape[0]; i++)
        {
            row(i, values);
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    /// <summary>Puts the file in its place.</summary>
    public void Finish()
    {
        _archive.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Removes what is not finished.</summary>
    public void Dispose()
    {
        _archive.Dispose();
        File.Delete(_temporary);
    }

    void Write(string name, NpyHeader header, ReadOnlySpan<byte> bytes, int count)
    {
        if (header.Count != count) throw new ArgumentException($"{count} values given for the shape {header.ShapeText}, which has {header.Count}.");
        using var stream = Begin(name, header);
        stream.Write(bytes);
    }

    Stream Begin(string name, NpyHeader header)
    {
        var entry = _archive.CreateEntry(name + ".npy", _level);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var stream = entry.Open();
        stream.Write(header.Write());
        return stream;
    }
}
