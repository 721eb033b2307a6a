using System.Runtime.CompilerServices;

namespace Assay.Tensors;

/// <summary>
/// A dense, row-major float32 array of up to any rank that remembers how it was computed, so that
/// <see cref="Backward()"/> can find the gradient of a scalar with respect to everything it came from.
/// </summary>
/// <exception cref="InvalidOperationException">By any member: the step that made this tensor has ended.</exception>
public partial class Tensor
{
    readonly Node _node;
    int _generation;

    internal Tensor(Node node)
    {
        _node = node;
        _generation = node.Arena.Generation;
    }

    internal Tensor(ReadOnlySpan<int> dims, bool owned = false)
        : this(NewNode(dims, owned))
    {
    }

    /// <summary>The size along each axis; empty for a scalar.</summary>
    public ReadOnlySpan<int> Dims => Node.Dims;

    /// <summary>The number of axes.</summary>
    public int Rank => Dims.Length;

    /// <summary>The number of elements.</summary>
    public int Count => Node.Count;

    /// <summary>
    /// The elements in row-major order. Writing through it is not recorded. Ask a parameter anew for each round of writing:
    /// asking is how its packed copies learn that they are out of date, so writing later through an old span is not noticed.
    /// </summary>
    public Span<float> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var node = Node;
            node.Packed?.Touch();
            return new Span<float>(node.Memory, node.Offset, node.Count);
        }
    }

    /// <summary>The elements, to be read only.</summary>
    internal ReadOnlySpan<float> Values
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var node = Node;
            return new ReadOnlySpan<float>(node.Memory, node.Offset, node.Count);
        }
    }

    Node Node
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (Ended) ThrowEnded();
            return _node;
        }
    }

    bool Ended => _node.Arena.Generation != _generation;

    /// <summary>The only element of a one-element tensor.</summary>
    public float Item() => Count == 1
        ? Span[0]
        : throw new ShapeException($"Item() needs one element; this tensor has shape {ShapeException.Text(Dims)}.");

    /// <summary>The elements as a new array.</summary>
    public float[] ToArray() => Span.ToArray();

    /// <summary>A copy outside the arena and outside the graph, which stays valid when the step ends.</summary>
    public Tensor Keep()
    {
        var copy = new Tensor(Dims, owned: true);
        Span.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>The same memory without its history: gradients stop here. It lasts as long as this tensor does.</summary>
    public Tensor Detach() => Node.Arena == Arena.Heap ? new Tensor(Share(new Node(Arena.Heap), 0, Dims)) : Part(0, Dims);

    /// <summary>Overwrites the elements with those of a tensor of the same shape, without recording it.</summary>
    public void CopyFrom(Tensor source)
    {
        if (!source.Dims.SequenceEqual(Dims))
            throw new ShapeException($"CopyFrom needs shape {ShapeException.Text(Dims)}; given {ShapeException.Text(source.Dims)}.");
        source.Span.CopyTo(Span);
    }

    public override string ToString() => $"{GetType().Name} {(Ended ? "of a step that has ended" : ShapeException.Text(Dims))}";

    /// <summary>The size along an axis; negative axes count from the end.</summary>
    public int Dim(int axis) => Dims[Axis(axis)];

    /// <summary>A tensor of unspecified contents for the caller of an op.</summary>
    internal static Tensor New(ReadOnlySpan<int> dims) => Of(NewNode(dims, owned: false));

    /// <summary>A tensor of unspecified contents that stays inside an op and its rule: in an arena it costs no object.</summary>
    internal static Tensor Scratch(params ReadOnlySpan<int> dims) => NewNode(dims, owned: false).Reused;

    /// <summary>This weight packed, kept from call to call if it is part of a parameter; see <see cref="PackedCopies.Of"/>.</summary>
    internal Tensor PackedCopy(PackLayout layout, int count, PackAction pack)
    {
        var node = Node;
        if (node.Packed is { } packed) return packed.Of(this, node.Offset, layout, count, pack);
        var panels = Scratch(count);
        pack(this, panels);
        return panels;
    }

    /// <summary>This weight packed if it is part of a parameter that is used again and again; see <see cref="PackedCopies.IfReused"/>.</summary>
    internal Tensor? PackedIfReused(PackLayout layout, int count, PackAction pack) =>
        Node.Packed?.IfReused(this, _node.Offset, layout, count, pack);

    /// <summary>The 0-based axis that a possibly negative one names.</summary>
    internal int Axis(int axis)
    {
        var rank = Rank;
        var index = axis < 0 ? axis + rank : axis;
        return (uint)index < (uint)rank
            ? index
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Shape {ShapeException.Text(Dims)} has axes {-rank}..{rank - 1}.");
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

    /// <summary>Gives an owned tensor the memory of packed copies.</summary>
    private protected void KeepPacked() => _node.Packed = new PackedCopies();

    /// <summary>Another tensor object for this one's memory and history, which notices the end of the step.</summary>
    internal Tensor Published() => Node.IsReused(this) ? new Tensor(_node) : this;

    /// <summary>Makes this object the tensor that its node now stands for.</summary>
    internal void Renew() => _generation = _node.Arena.Generation;

    static Tensor Of(Node node) => Arena.Recycling ? node.Reused : new Tensor(node);

    static Node NewNode(ReadOnlySpan<int> dims, bool owned)
    {
        var count = CountOf(dims);
        var arena = owned ? Arena.Heap : Arena.Current;
        var node = arena.NewNode();
        node.Shape(dims, count);
        node.Memory = arena.Allocate(count, out node.Offset);
        return node;
    }

    /// <summary>The elements from <paramref name="start"/> on under a shape of their own, without history.</summary>
    Tensor Part(int start, ReadOnlySpan<int> dims)
    {
        var owner = Node.Arena;
        var current = Arena.Current;
        // Memory of another arena may end before this step does; a node of that arena's generation, made for it alone, notices.
        return Of(Share(owner == current || owner == Arena.Heap ? current.NewNode() : new Node(owner), start, dims));
    }

    Node Share(Node node, int start, ReadOnlySpan<int> dims)
    {
        node.Shape(dims, CountOf(dims));
        (node.Memory, node.Offset, node.Packed) = (_node.Memory, _node.Offset + start, _node.Packed);
        return node;
    }

    static void ThrowEnded() => throw new InvalidOperationException(
        "This tensor was made in a step that has ended, and its memory is in use again. Call Keep() on it before the step ends.");
}
