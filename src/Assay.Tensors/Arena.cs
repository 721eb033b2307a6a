namespace Assay.Tensors;

/// <summary>
/// The memory of one training step. While a scope is entered, every tensor made on this thread lives in the arena;
/// <see cref="Rewind"/> ends the step and hands the same memory to the next one, so a training loop allocates nothing.
/// Outside any scope tensors are ordinary objects that the garbage collector frees.
/// </summary>
/// <example><code>
/// using var arena = Arena.Enter();
/// for (var step = 0; step &lt; steps; step++)
/// {
///     Train(model, batch);
///     arena.Rewind();
/// }
/// </code></example>
public sealed class Arena : IDisposable
{
    const int FirstChunk = 1 << 18;
    const int Alignment = 16;
    const int Page = 1024;
    const int Colour = 5 * 64;

    static int _colour;

    [ThreadStatic] static Arena? _current;
    [ThreadStatic] static Stack<Arena>? _idle;
    [ThreadStatic] static int _recycling;

    readonly List<float[]> _chunks = [];
    readonly List<Node> _nodes = [];
    Arena? _outer;
    int _nodesUsed;
    int _chunk;
    int _used;
    long _total;

    Arena()
    {
    }

    /// <summary>The garbage collector's memory, as an arena that is never rewound.</summary>
    internal static Arena Heap { get; } = new();

    /// <summary>The arena that new tensors of this thread go to; <see cref="Heap"/> outside any scope.</summary>
    internal static Arena Current => _current ?? Heap;

    /// <summary>True inside a scope of <see cref="Recycle"/> on this thread.</summary>
    internal static bool Recycling => _recycling > 0;

    /// <summary>Bytes of the arena that this thread's new tensors go to; 0 outside any scope.</summary>
    public static long CurrentBytes => _current?.Bytes ?? 0;

    /// <summary>Counts rewinds; a tensor remembers the value it was made under.</summary>
    internal int Generation { get; private set; }

    /// <summary>Bytes that this arena holds.</summary>
    public long Bytes => _chunks.Sum(chunk => (long)chunk.Length * sizeof(float));

    /// <summary>Makes a fresh arena the home of this thread's new tensors until it is disposed. Scopes nest.</summary>
    public static Arena Enter()
    {
        var arena = _idle is { Count: > 0 } ? _idle.Pop() : new Arena();
        arena._outer = _current;
        _current = arena;
        return arena;
    }

    /// <summary>
    /// Until the returned scope is disposed, tensors that this thread makes in an arena take over the objects of earlier steps, so
    /// that a step allocates nothing however many ops it has. It is for code that holds no tensor beyond its step: of the
    /// tensors made inside the scope, and of no others, the check is given up that throws when one is used after its step,
    /// when it may show another step's data. <see cref="Recycled.Publish"/> hands a result out as an ordinary tensor. Scopes nest.
    /// </summary>
    /// <example><code>
    /// using var inside = Arena.Recycle();
    /// return inside.Publish(x + _down.Forward(_up.Forward(_norm.Forward(x)).Gelu()));
    /// </code></example>
    public static Recycled Recycle() => new();

    /// <summary>Ends with <see cref="Dispose"/> what <see cref="Recycle"/> began.</summary>
    public readonly ref struct Recycled : IDisposable
    {
        public Recycled() => _recycling++;

        /// <summary>
        /// The same tensor, history included, as one that may leave the scope and throws when used after its step. In
        /// a scope within another it leaves the inner one only.
        /// </summary>
        public Tensor Publish(Tensor tensor)
        {
            ArgumentNullException.ThrowIfNull(tensor);
            return _recycling > 1 ? tensor : tensor.Published();
        }

        public void Dispose() => _recycling--;
    }

    /// <summary>Ends the step: every tensor made since the last rewind becomes unusable and its memory is used again.</summary>
    public void Rewind()
    {
        Generation++;
        for (var i = 0; i < _nodesUsed; i++) _nodes[i].Clear();
        _nodesUsed = 0;
        _chunk = _used = 0;
        _total = 0;
    }

    /// <summary>Leaves the scope. Its tensors become unusable; the memory waits for this thread's next scope.</summary>
    public void Dispose()
    {
        if (_current != this)
            throw new InvalidOperationException("Arena scopes end in the order opposite to their start, on their own thread.");
        Rewind();
        _current = _outer;
        _outer = null;
        (_idle ??= new Stack<Arena>()).Push(this);
    }

    /// <summary>A node that lasts until the end of the step.</summary>
    internal Node NewNode()
    {
        if (this == Heap) return new Node(this);
        if (_nodesUsed == _nodes.Count) _nodes.Add(new Node(this));
        return _nodes[_nodesUsed++];
    }

    /// <summary>Room for <paramref name="count"/> floats, 64-byte aligned, contents unspecified.</summary>
    internal float[] Allocate(int count, out int offset)
    {
        if (this == Heap) return AllocateOwned(count, out offset);
        var room = (count + Alignment - 1) & -Alignment;
        _total += room + Alignment;
        while (true)
        {
            // Half as much again as there is: few chunks, and little memory that no step needs.
            if (_chunk == _chunks.Count) _chunks.Add(NewChunk(Math.Max(FirstChunk, Math.Max(room + Alignment, Math.Min(_total / 2, Array.MaxLength)))));
            var chunk = _chunks[_chunk];
            if (_used == 0) _used = AlignedStart(chunk);
            if (room <= chunk.Length - _used)
            {
                offset = _used;
                _used += room;
                return chunk;
            }
            _chunk++;
            _used = 0;
        }
    }

    static float[] AllocateOwned(int count, out int offset)
    {
        // Arrays that start at the same place in their pages make a load wait for an unrelated store (4K aliasing): a parameter, its
        // gradient and its moments, walked side by side, cost up to twice the time. Large ones are set off against each other.
        var shift = count < Page ? 0 : (int)((uint)Interlocked.Increment(ref _colour) * Colour % Page);
        var array = NewChunk((long)count + Alignment + (count < Page ? 0 : Page));
        var start = AlignedStart(array);
        offset = count < Page ? start : start + ((shift - InPage(array, start)) & (Page - 1));
        return array;
    }

    // Pinned, so that the alignment found once stays true and a kernel on another thread may hold a pointer.
    static float[] NewChunk(long floats) => floats <= Array.MaxLength
        ? GC.AllocateUninitializedArray<float>((int)floats, pinned: true)
        : throw new InsufficientMemoryException($"A step needs {floats * 4.0 / (1 << 30):F1} GiB in one piece; at most {Array.MaxLength * 4.0 / (1 << 30):F1} GiB can be had.");

    // Floats from the start of the memory page.
    static unsafe int InPage(float[] array, int index)
    {
        fixed (float* start = array)
            return (int)((nint)(start + index) >> 2) & (Page - 1);
    }

    static unsafe int AlignedStart(float[] array)
    {
        fixed (float* start = array)
            return (int)(-((nint)start >> 2) & (Alignment - 1));
    }
}
