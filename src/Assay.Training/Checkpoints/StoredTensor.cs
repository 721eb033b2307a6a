using System.Runtime.InteropServices;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>A tensor as a file holds it: type, shape and little-endian bytes in row-major order.</summary>
public sealed class StoredTensor
{
    readonly int[] _dims;
    readonly byte[] _bytes;

    internal StoredTensor(ElementType type, int[] dims, byte[] bytes) => (Type, _dims, _bytes) = (type, dims, bytes);

    /// <summary>A copy of a tensor's values.</summary>
    public StoredTensor(Tensor tensor)
        : this(ElementType.F32, tensor.Dims.ToArray(), MemoryMarshal.AsBytes(tensor.Span).ToArray())
    {
    }

    /// <summary>A list of whole numbers.</summary>
    public StoredTensor(ReadOnlySpan<long> values)
        : this(ElementType.I64, [values.Length], MemoryMarshal.AsBytes(values).ToArray())
    {
    }

    /// <summary>A list of bytes.</summary>
    public StoredTensor(ReadOnlySpan<byte> values)
        : this(ElementType.U8, [values.Length], values.ToArray())
    {
    }

    /// <summary>What the elements are.</summary>
    public ElementType Type { get; }

    /// <summary>The size along each axis; empty for a single number.</summary>
    public ReadOnlySpan<int> Dims => _dims;

    /// <summary>The elements as they stand in the file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A float32 tensor of the same shape outside any arena; other numbers are rounded to the nearest float.</summary>
    public Tensor ToTensor()
    {
        var tensor = new Parameter(_dims).Detach();
        var values = tensor.Span;
        switch (Type)
        {
            case ElementType.F32:
                MemoryMarshal.Cast<byte, float>(_bytes).CopyTo(values);
                break;
            case ElementType.F64:
                var doubles = MemoryMarshal.Cast<byte, double>(_bytes);
                for (var i = 0; i < values.Length; i++) values[i] = (float)doubles[i];
                break;
            default:
                var longs = ToLongs();
                for (var i = 0; i < values.Length; i++) values[i] = longs[i];
                break;
        }
        return tensor;
    }

    /// <summary>The elements as whole numbers; truth values are 0 and 1.</summary>
    /// <exception cref="InvalidOperationException">The elements are not whole numbers.</exception>
    public long[] ToLongs() => Type switch
    {
        ElementType.I64 => MemoryMarshal.Cast<byte, long>(_bytes).ToArray(),
        ElementType.I32 => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(_bytes).ToArray(), value => (long)value),
        ElementType.U8 or ElementType.BOOL => Array.ConvertAll(_bytes, value => (long)value),
        _ => throw new InvalidOperationException($"A tensor of {Type} does not hold whole numbers."),
    };

    /// <summary>Bytes that one element takes.</summary>
    internal static int Size(ElementType type) => type switch
    {
        ElementType.F64 or ElementType.I64 => 8,
        ElementType.F32 or ElementType.I32 => 4,
        _ => 1,
    };
}
