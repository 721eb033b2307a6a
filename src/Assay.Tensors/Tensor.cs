using System.Runtime.CompilerServices;

namespace Assay.Tensors;

/// <summary>
/// A dense, row-major float32 array of up to any rank that remembers how it was computed, so that
/// <see cref="Backward()"/> can find the gradient of a scalar with respect to everything it came from.
/// </summary>
public partial class Tensor
{
    readonly float[] _array;
    readonly int _offset;
    readonly int[] _dims;
    readonly Arena? _arena;
    readonly int _generation;

    internal Tensor(int[] dims, bool owned = false)
    {
        _dims = dims;
        Count = CountOf(dims);
        _arena = owned ? null : Arena.Current;
        if (_arena is null)
        {
            _array = Arena.AllocateOwned(Count, out _offset);
        }
        else
        {
            _array = _arena.Allocate(Count, out _offset);
            _generation = _arena.Generation;
        }
    }

    // Part of the memory of another tensor, under a shape of its own.
    Tensor(Tensor source, int start, int[] dims)
    {
        _dims = dims;
        Count = CountOf(dims);
        _array = source._array;
        _offset = source._offset + start;
        _arena = source._arena;
        _generation = source._generation;
    }

    /// <summary>The size along each axis; empty for a scalar.</summary>
    public ReadOnlySpan<int> Dims => _dims;

    /// <summary>The number of axes.</summary>
    public int Rank => _dims.Length;

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>The elements in row-major order. Writing through it is not recorded.</summary>
    /// <exception cref="InvalidOperationException">The step that made this tensor has ended.</exception>
    public Span<float> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_arena is not null && _arena.Generation != _generation) ThrowEnded();
            return new Span<float>(_array, _offset, Count);
        }
    }

    /// <summary>The only element of a one-element tensor.</summary>
    public float Item() => Count == 1
        ? Span[0]
        : throw new ShapeException($"Item() needs one element; this tensor has shape {ShapeException.Text(_dims)}.");

    /// <summary>The elements as a new array.</summary>
    public float[] ToArray() => Span.ToArray();

    /// <summary>A copy outside the arena and outside the graph, which stays valid when the step ends.</summary>
    public Tensor Keep()
    {
        var copy = new Tensor(_dims, owned: true);
        Span.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>The same memory without its history: gradients stop here.</summary>
    public Tensor Detach() => new(this, 0, _dims);

    /// <summary>Overwrites the elements with those of a tensor of the same shape, without recording it.</summary>
    public void CopyFrom(Tensor source)
    {
        if (!source.Dims.SequenceEqual(Dims))
            throw new ShapeException($"CopyFrom needs shape {ShapeException.Text(_dims)}; given {ShapeException.Text(source._dims)}.");
        source.Span.CopyTo(Span);
    }

    public override string ToString() => $"{GetType().Name} {ShapeException.Text(_dims)}";

    /// <summary>The size along an axis; negative axes count from the end.</summary>
    public int Dim(int axis) => _dims[Axis(axis)];

    internal int[] DimsArray => _dims;

    /// <summary>The 0-based axis that a possibly negative one names.</summary>
    internal int Axis(int axis)
    {
        var index = axis < 0 ? axis + Rank : axis;
        return (uint)index < (uint)Rank
            ? index
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Shape {ShapeException.Text(_dims)} has axes {-Rank}..{Rank - 1}.");
    }

    internal static int CountOf(ReadOnlySpan<int> dims)
    {
        long count = 1;
        foreach (var dim in dims)
        {
            if (dim < 0) throw new ShapeException($"A shape needs sizes of at least 0; given {ShapeException.Text(dims)}.");
            count *= dim;
            if (count > Array.MaxLength - 16)
                throw new ShapeException($"A tensor holds at most {Array.MaxLength - 16:N0} elements; {ShapeException.Text(dims)} has more.");
        }
        return (int)count;
    }

    static void ThrowEnded() => throw new InvalidOperationException(
        "This tensor was made in a step that has ended, and its memory is in use again. Call Keep() on it before the step ends.");
}
