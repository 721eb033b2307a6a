using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// Parameters that an optimizer step walks in one pass, each with its gradient and its running sums. They are cut into blocks of a
/// fixed size that threads share, and sums are added block by block in order: results do not depend on the number of threads.
/// Filled anew for each step; once it has been as long as it gets, it allocates nothing.
/// </summary>
public sealed unsafe partial class UpdateList
{
    /// <summary>Running sums that a parameter may have.</summary>
    public const int MostSums = 3;

    /// <summary>Elements of a block: enough that taking one costs nothing, few enough to share even a small net evenly.</summary>
    internal const int Block = 1 << 13;

    Row[] _rows = new Row[16];
    int _rowCount, _sumCount, _blocks;
    long _elements;

    /// <summary>The number of parameters in the list.</summary>
    public int Count => _rowCount;

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        Array.Clear(_rows, 0, _rowCount);
        (_rowCount, _blocks, _elements) = (0, 0, 0);
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="parameter">What is updated; outside any arena, as everything here.</param>
    /// <param name="gradient">Its gradient, of as many elements.</param>
    /// <param name="sums">Its running sums, of as many elements, in the order that the update names; all parameters have the same number.</param>
    /// <exception cref="ArgumentException">A tensor has another number of elements, or there are too many.</exception>
    public void Add(Tensor parameter, Tensor gradient, params ReadOnlySpan<Tensor> sums)
    {
        if (sums.Length > MostSums) throw new ArgumentException($"A parameter has at most {MostSums} running sums; given {sums.Length}.", nameof(sums));
        if (_rowCount == 0) _sumCount = sums.Length;
        if (sums.Length != _sumCount)
            throw new ArgumentException($"The parameters before have {_sumCount} running sums each; given {sums.Length}.", nameof(sums));
        Require(parameter.Count, gradient.Count, nameof(gradient));
        foreach (var sum in sums) Require(parameter.Count, sum.Count, nameof(sums));

        if (_rowCount == _rows.Length) Array.Resize(ref _rows, 2 * _rows.Length);
        ref var row = ref _rows[_rowCount++];
        row.Parameter = new Side(parameter);
        row.Gradient = new Side(gradient);
        for (var i = 0; i < sums.Length; i++) row.Sums[i] = new Side(sums[i]);
        row.Count = parameter.Count;
        row.FirstBlock = _blocks;
        _blocks += BlocksOf(row.Count);
        _elements += row.Count;
    }

    // Threads share the blocks; where there are few elements, one thread is done before another could begin.
    void Run<T>(T job, int fewElements)
        where T : struct, IBlockJob
    {
        var walk = new Walk<T> { Job = job, Rows = _rows, RowCount = _rowCount };
        VectorJob.For(ref walk, _blocks, grain: _elements <= fewElements ? _blocks : 1);
    }

    void RequireSums(int needed)
    {
        if (_rowCount > 0 && _sumCount != needed)
            throw new InvalidOperationException($"This update needs {needed} running sums for each parameter; given {_sumCount}.");
    }

    static int BlocksOf(int count) => (count + Block - 1) / Block;

    static void Require(int needed, int given, string name)
    {
        if (given != needed) throw new ArgumentException($"'{name}' has {given} elements; needed: {needed}.", name);
    }

    interface IBlockJob
    {
        void Run<S, V>(in Row row, in Piece piece)
            where V : unmanaged
            where S : ISimd<V>;
    }

    /// <summary>A block of a parameter.</summary>
    /// <param name="Block">Its number in the list.</param>
    /// <param name="Start">Its first element in the parameter.</param>
    /// <param name="Count">The number of its elements.</param>
    readonly record struct Piece(int Block, int Start, int Count);

    struct Walk<T> : IVectorJob
        where T : struct, IBlockJob
    {
        public T Job;
        public Row[] Rows;
        public int RowCount;

        public void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var i = 0; i < RowCount; i++)
            {
                ref var row = ref Rows[i];
                var last = Math.Min(end, row.FirstBlock + BlocksOf(row.Count));
                for (var block = Math.Max(begin, row.FirstBlock); block < last; block++)
                {
                    var start = (block - row.FirstBlock) * Block;
                    Job.Run<S, V>(row, new Piece(block, start, Math.Min(Block, row.Count - start)));
                }
            }
        }
    }

    /// <summary>A parameter and all that goes with it.</summary>
    struct Row
    {
        public Side Parameter, Gradient;
        public Sides Sums;
        public int Count, FirstBlock;
    }

    [InlineArray(MostSums)]
    struct Sides
    {
        Side _first;
    }

    /// <summary>A tensor, and its memory, which is pinned.</summary>
    readonly struct Side(Tensor tensor)
    {
        readonly Tensor _owner = tensor;

        public readonly float* At = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.Span));
    }
}
