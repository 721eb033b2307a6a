using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>Rows picked from a table by index, and their gradient summed back into it.</summary>
static unsafe class RowTable
{
    const int Grain = 1 << 14;

    /// <summary>target[i] = table[index[i]].</summary>
    public static void Gather(ReadOnlySpan<float> table, ReadOnlySpan<int> index, int width, Span<float> target)
    {
        for (var i = 0; i < index.Length; i++) table.Slice(index[i] * width, width).CopyTo(target.Slice(i * width, width));
    }

    /// <summary>table[index[i]] += source[i] in the order of i, except where index[i] is <paramref name="skip"/>.</summary>
    public static void Scatter(ReadOnlySpan<float> source, ReadOnlySpan<int> index, int width, Span<float> table, int skip = -1)
    {
        fixed (float* ps = source, pt = table)
        fixed (int* pi = index)
        {
            var job = new ScatterJob { Source = ps, Table = pt, Index = pi, Count = index.Length, Width = width, Skip = skip };
            VectorJob.For(ref job, width, Math.Max(16, Grain / Math.Max(1, index.Length) & -16));
        }
    }

    // Split over columns: every thread sees all rows, so each sum keeps its order.
    internal struct ScatterJob : IVectorJob
    {
        public float* Source, Table;
        public int* Index;
        public int Count, Width, Skip;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            for (var i = 0; i < Count; i++)
            {
                if (Index[i] == Skip) continue;
                var source = Source + ((nint)i * Width);
                var target = Table + ((nint)Index[i] * Width);
                var j = begin;
                for (; j <= end - S.Width; j += S.Width) S.Store(S.Add(S.Load(target + j), S.Load(source + j)), target + j);
                for (; j < end; j++) target[j] += source[j];
            }
        }
    }
}
