using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

// Sums down the columns: of a bias' gradient, for example.
static unsafe partial class Reduction
{
    const int RowBlock = 1024;
    const int ColumnTile = 256;

    static void SumColumns(float* a, float* target, int outer, int count, int inner, float scale, bool add)
    {
        var tiles = (inner + ColumnTile - 1) / ColumnTile;
        var job = new ColumnJob { A = a, Target = target, Count = count, Inner = inner, Tiles = tiles, Block = count, Blocks = 1, Scale = scale, Add = add };
        if (count <= RowBlock)
        {
            Start(ref job);
            return;
        }
        (job.Block, job.Blocks, job.Scale, job.Add) = (RowBlock, (count + RowBlock - 1) / RowBlock, 1f, false);
        fixed (float* partial = Tensor.Scratch(outer, job.Blocks, inner).Span)
        {
            job.Target = partial;
            Start(ref job);
            SumColumns(partial, target, outer, job.Blocks, inner, scale, add);
        }

        void Start(ref ColumnJob job) =>
            VectorJob.For(ref job, outer * job.Blocks * tiles, Math.Max(1, Grain / Math.Max(1, job.Block * Math.Min(inner, ColumnTile))));
    }

    // Block by block of rows, tile by tile of columns: a tile's sums stay in first-level cache while its rows pass by.
    internal struct ColumnJob : IVectorJob
    {
        public float* A, Target;
        public int Count, Inner, Tiles, Block, Blocks;
        public float Scale;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            var sums = stackalloc float[ColumnTile];
            for (var i = begin; i < end; i++)
            {
                int block = i / Tiles, outer = block / Blocks, row = block % Blocks * Block, column = i % Tiles * ColumnTile;
                var width = Math.Min(ColumnTile, Inner - column);
                new Span<float>(sums, width).Clear();
                Down<S, V>(A + ((((nint)outer * Count) + row) * Inner) + column, Math.Min(Block, Count - row), width, sums);
                var target = Target + ((nint)block * Inner) + column;
                var j = 0;
                for (; j <= width - S.Width; j += S.Width)
                {
                    var value = S.Multiply(S.Broadcast(Scale), S.Load(sums + j));
                    S.Store(Add ? S.Add(S.Load(target + j), value) : value, target + j);
                }
                for (; j < width; j++) target[j] = Add ? target[j] + (Scale * sums[j]) : Scale * sums[j];
            }
        }

        // Four rows at a time: their sum is added to what is there.
        readonly void Down<S, V>(float* a, int rows, int width, float* sums)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (; rows >= 4; rows -= 4, a += 4 * (nint)Inner)
            {
                float* b = a + Inner, c = b + Inner, d = c + Inner;
                var j = 0;
                for (; j <= width - S.Width; j += S.Width)
                {
                    var four = S.Add(S.Add(S.Load(a + j), S.Load(b + j)), S.Add(S.Load(c + j), S.Load(d + j)));
                    S.Store(S.Add(S.Load(sums + j), four), sums + j);
                }
                for (; j < width; j++) sums[j] += a[j] + b[j] + (c[j] + d[j]);
            }
            for (; rows > 0; rows--, a += Inner)
            {
                var j = 0;
                for (; j <= width - S.Width; j += S.Width) S.Store(S.Add(S.Load(sums + j), S.Load(a + j)), sums + j);
                for (; j < width; j++) sums[j] += a[j];
            }
        }
    }
}
