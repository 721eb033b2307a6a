using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public sealed unsafe partial class UpdateList
{
    const int SmallNorm = 1 << 17;

    double[] _partial = [];

    /// <summary>The Euclidean norm of all gradients together.</summary>
    public double Norm()
    {
        SquareBlocks();
        var sum = 0.0;
        for (var i = 0; i < _rowCount; i++) sum += SquareOf(i);
        return Math.Sqrt(sum);
    }

    /// <summary>Writes the sum of squares of each gradient, in the order in which the parameters were added.</summary>
    /// <param name="squares">As many as there are parameters.</param>
    public void SquaredNorms(Span<double> squares)
    {
        Require(_rowCount, squares.Length, nameof(squares));
        SquareBlocks();
        for (var i = 0; i < squares.Length; i++) squares[i] = SquareOf(i);
    }

    /// <summary>Multiplies every gradient by <paramref name="factor"/>.</summary>
    public void ScaleGradients(float factor) => Run(new ScaleJob { Factor = factor }, SmallNorm);

    void SquareBlocks()
    {
        if (_partial.Length < _blocks) _partial = new double[_blocks];
        Run(new SquareJob { Sums = _partial }, SmallNorm);
    }

    double SquareOf(int index)
    {
        ref readonly var row = ref _rows[index];
        var sum = 0.0;
        foreach (var partial in _partial.AsSpan(row.FirstBlock, BlocksOf(row.Count))) sum += partial;
        return sum;
    }

    struct SquareJob : IBlockJob
    {
        public double[] Sums;

        public readonly void Run<S, V>(in Row row, in Piece piece)
            where V : unmanaged
            where S : ISimd<V> => Sums[piece.Block] = UpdateKernels<S, V>.SquaredNorm(row.Gradient.At + piece.Start, piece.Count);
    }

    struct ScaleJob : IBlockJob
    {
        public float Factor;

        public readonly void Run<S, V>(in Row row, in Piece piece)
            where V : unmanaged
            where S : ISimd<V> => UpdateKernels<S, V>.Scale(row.Gradient.At + piece.Start, piece.Count, Factor);
    }
}
