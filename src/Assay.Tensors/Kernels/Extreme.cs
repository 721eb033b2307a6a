namespace Assay.Tensors.Kernels;

/// <summary>The first largest (or smallest) along the middle axis of (outer, count, inner); a NaN counts as the extreme.</summary>
static unsafe class Extreme
{
    /// <summary>Writes the 0-based position along the axis for each of the outer x inner results.</summary>
    public static void Find(ReadOnlySpan<float> a, Span<int> index, int outer, int count, int inner, bool smallest)
    {
        fixed (float* pa = a)
        fixed (int* pi = index)
        {
            var job = new Job { A = pa, Index = pi, Count = count, Inner = inner, Smallest = smallest };
            Workers.For(ref job, outer, Math.Max(1, (1 << 14) / Math.Max(1, count * inner)));
        }
    }

    struct Job : IRangeJob
    {
        public float* A;
        public int* Index;
        public int Count, Inner;
        public bool Smallest;

        public readonly void Run(int begin, int end)
        {
            for (var outer = begin; outer < end; outer++)
                for (var i = 0; i < Inner; i++)
                    Index[(outer * Inner) + i] = First(A + ((nint)outer * Count * Inner) + i);
        }

        readonly int First(float* a)
        {
            var (best, index) = (*a, 0);
            for (var k = 1; k < Count && !float.IsNaN(best); k++)
            {
                var value = a[(nint)k * Inner];
                if (Smallest ? value >= best : value <= best) continue;
                (best, index) = (value, k);
            }
            return index;
        }
    }
}
