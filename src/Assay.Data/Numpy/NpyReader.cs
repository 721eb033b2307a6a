using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Data.Numpy;

/// <summary>Reads an array's elements in their order, a few at a time, so that no array has to be in memory as a whole.</summary>
public sealed class NpyReader : IDisposable
{
    const int BufferBytes = 1 << 16;

    readonly Stream _stream;
    readonly string _name;
    readonly byte[] _buffer;
    long _left;

    /// <param name="stream">Stands at the array's header; closed with the reader.</param>
    /// <param name="name">What errors call it: the file, and the array in it.</param>
    /// <param name="storedBytes">How long the array with its header is said to be.</param>
    internal NpyReader(Stream stream, string name, long storedBytes)
    {
        (_stream, _name) = (stream, name);
        Header = NpyHeader.Read(stream, name, out var bytes);
        if (storedBytes - bytes != Header.DataBytes)
            throw new InvalidDataException($"{name}: has {storedBytes - bytes:N0} bytes of elements; shape {Header.ShapeText} with {Header.ItemSize} bytes each takes {Header.DataBytes:N0}.");
        _left = Header.Count;
        _buffer = new byte[Math.Max(BufferBytes / Header.ItemSize, 1) * Header.ItemSize];
    }

    /// <summary>What the elements are and how many there are.</summary>
    public NpyHeader Header { get; }

    /// <summary>The next elements as floats; larger numbers are rounded.</summary>
    /// <exception cref="InvalidDataException">They are texts, or the file ends before them.</exception>
    public void Read(Span<float> values)
    {
        Take(values.Length, Header.Kind is NpyKind.Float or NpyKind.Integer or NpyKind.Unsigned, "numbers");
        if (Header is { Kind: NpyKind.Float, ItemSize: sizeof(float) }) Fill(MemoryMarshal.AsBytes(values));
        else
            Each(values, (bytes, to) =>
            {
                if (Header.Kind != NpyKind.Float)
                    for (var i = 0; i < to.Length; i++) to[i] = Whole(bytes, i);
                else if (Header.ItemSize == 2) TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), to);
                else TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(bytes), to);
            });
    }

    /// <summary>The next elements as whole numbers.</summary>
    /// <exception cref="InvalidDataException">They are none, or the file ends before them.</exception>
    public void Read(Span<long> values)
    {
        Take(values.Length, Header.Kind is NpyKind.Integer or NpyKind.Unsigned, "whole numbers");
        Each(values, (bytes, to) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = Whole(bytes, i);
        });
    }

    /// <summary>The next element as a text, without the zeros that fill it up.</summary>
    /// <exception cref="InvalidDataException">It is none, or the file ends before it.</exception>
    public string ReadText()
    {
        Take(1, Header.Kind is NpyKind.Unicode or NpyKind.Bytes, "texts");
        var bytes = _buffer.AsSpan(0, Header.ItemSize);
        Fill(bytes);
        return (Header.Kind == NpyKind.Unicode ? Encoding.UTF32 : Encoding.UTF8).GetString(bytes).TrimEnd('\0');
    }

    /// <summary>Passes over elements.</summary>
    public void Skip(long count)
    {
        Take(count, true, "elements");
        for (var bytes = count * Header.ItemSize; bytes > 0;)
        {
            var part = (int)Math.Min(bytes, _buffer.Length);
            Fill(_buffer.AsSpan(0, part));
            bytes -= part;
        }
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();

    void Take(long count, bool fits, string needed)
    {
        if (!fits) throw new InvalidDataException($"{_name}: holds {Words(Header.Kind)}; needed: {needed}.");
        if (count > _left) throw new ArgumentOutOfRangeException(nameof(count), count, $"{_left:N0} elements of {_name} are left.");
        _left -= count;
    }

    void Each<T>(Span<T> values, Conversion<T> convert)
    {
        var most = _buffer.Length / Header.ItemSize;
        for (var start = 0; start < values.Length; start += most)
        {
            var part = values.Slice(start, Math.Min(most, values.Length - start));
            var bytes = _buffer.AsSpan(0, part.Length * Header.ItemSize);
            Fill(bytes);
            convert(bytes, part);
        }
    }

    long Whole(ReadOnlySpan<byte> bytes, int index) => (Header.Kind, Header.ItemSize) switch
    {
        (NpyKind.Integer, 1) => (sbyte)bytes[index],
        (_, 1) => bytes[index],
        (NpyKind.Integer, 2) => MemoryMarshal.Cast<byte, short>(bytes)[index],
        (_, 2) => MemoryMarshal.Cast<byte, ushort>(bytes)[index],
        (NpyKind.Integer, 4) => MemoryMarshal.Cast<byte, int>(bytes)[index],
        (_, 4) => MemoryMarshal.Cast<byte, uint>(bytes)[index],
        _ => MemoryMarshal.Cast<byte, long>(bytes)[index],
    };

    void Fill(Span<byte> bytes)
    {
        try
        {
            _stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"{_name}: ends before its last element; the file was cut off.", e);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(_name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{_name}: is damaged: {e.Message}", e);
        }
    }

    static string Words(NpyKind kind) => kind switch { NpyKind.Float => "numbers with fractions", NpyKind.Unicode or NpyKind.Bytes => "texts", _ => "whole numbers" };

    delegate void Conversion<T>(ReadOnlySpan<byte> bytes, Span<T> to);
}
