using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Data.Vectors;

/// <summary>
/// Word vectors in a file that is mapped into memory, so that it opens at once and only what is read is loaded. Little-endian: the
/// eight bytes <c>ASSAYVEC</c>, version, dimension, words (int32 each), four bytes of nothing, bytes of the words (int64); then the
/// floats; then the words in UTF-8, each ended by a newline.
/// </summary>
sealed class VectorStore : IDisposable
{
    const int HeaderLength = 32;
    const int Version = 1;

    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;

    VectorStore(MemoryMappedFile file, int dimension)
    {
        (_file, Dimension) = (file, dimension);
        _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    static ReadOnlySpan<byte> Signature => "ASSAYVEC"u8;

    public int Dimension { get; }

    /// <summary>Opens a file that <see cref="Writer"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or was cut off.</exception>
    public static WordVectors Open(string path)
    {
        using var stream = File.OpenRead(path);
        var header = new byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.AsSpan().StartsWith(Signature))
            throw new InvalidDataException($"{path}: is not a file of imported word vectors. Text files are imported with: assay vectors import FILE");
        var version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        var dimension = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        var count = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16));
        var wordBytes = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(24));
        if (version != Version) throw new InvalidDataException($"{path}: has version {version}; this program reads version {Version}. Import the vectors again.");
        if (dimension <= 0 || count <= 0 || wordBytes is <= 0 or > int.MaxValue) throw new InvalidDataException($"{path}: has a damaged header.");
        var start = HeaderLength + ((long)dimension * count * sizeof(float));
        if (stream.Length != start + wordBytes)
            throw new InvalidDataException($"{path}: has {stream.Length:N0} bytes; {count:N0} words of {dimension} floats take {start + wordBytes:N0}. Import the vectors again.");
        stream.Position = start;
        var bytes = new byte[wordBytes];
        stream.ReadExactly(bytes);
        var words = Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n');
        if (words.Length != count) throw new InvalidDataException($"{path}: names {words.Length:N0} words, its header {count:N0}.");
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new WordVectors(words, new VectorStore(file, dimension));
    }

    public void Read(long first, Span<float> values) =>
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(HeaderLength + (first * sizeof(float))), values);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>Writes such a file word by word; nothing is at the path before <see cref="Finish"/>.</summary>
    internal sealed class Writer : IDisposable
    {
        readonly string _path, _temporary;
        readonly FileStream _stream;
        readonly MemoryStream _words = new();
        readonly int _dimension;
        int _count;

        public Writer(string path, int dimension)
        {
            (_path, _dimension) = (path, dimension);
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);
            _temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
            _stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
            _stream.Write(new byte[HeaderLength]);
        }

        public void Add(string word, ReadOnlySpan<float> vector)
        {
            _stream.Write(MemoryMarshal.AsBytes(vector));
            _words.Write(Encoding.UTF8.GetBytes(word));
            _words.WriteByte((byte)'\n');
            _count++;
        }

        public void Finish()
        {
            _words.WriteTo(_stream);
            var header = new byte[HeaderLength];
            Signature.CopyTo(header);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), _dimension);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), _count);
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), _words.Length);
            _stream.Position = 0;
            _stream.Write(header);
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_temporary, _path, overwrite: true);
        }

        public void Dispose()
        {
            _stream.Dispose();
            File.Delete(_temporary);
        }
    }
}
