namespace Assay.Tensors.Kernels;

/// <summary>
/// Copies between two blocks of memory that share a shape but not their strides: transposes, slices, concatenation and
/// broadcasting are this one loop.
/// </summary>
static unsafe class Strided
{
    const int Grain = 1 << 14;
    const int MaxRank = 16;

    /// <summary>target[targetStart + x . targetStrides] (+)= source[sourceStart + x . sourceStrides] for every x inside dims.</summary>
    public static void Copy(
        ReadOnlySpan<float> source, int sourceStart, ReadOnlySpan<int> sourceStrides,
        Span<float> target, int targetStart, ReadOnlySpan<int> targetStrides, ReadOnlySpan<int> dims, bool add = false)
    {
        Span<int> sizes = stackalloc int[MaxRank], from = stackalloc int[MaxRank], to = stackalloc int[MaxRank];
        if (dims.Length > MaxRank) throw new ShapeException($"At most {MaxRank} axes can be moved; given {ShapeException.Text(dims)}.");
        var (rank, rows) = (0, 1);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            if (dims[axis] == 0) return;
            if (dims[axis] == 1) continue;
            // An axis that continues the one before it in both memories is the same axis.
            if (rank > 0 && from[rank - 1] == dims[axis] * sourceStrides[axis] && to[rank - 1] == dims[axis] * targetStrides[axis])
                rank--;
            else
                sizes[rank] = 1;
            (sizes[rank], from[rank], to[rank]) = (sizes[rank] * dims[axis], sourceStrides[axis], targetStrides[axis]);
            rank++;
        }
        if (rank == 0) (sizes[0], from[0], to[0], rank) = (1, 1, 1, 1);
        for (var axis = 0; axis < rank - 1; axis++) rows *= sizes[axis];
        fixed (float* ps = source, pt = target)
        fixed (int* pd = sizes, pf = from, pto = to)
        {
            var job = new Job
            {
                Source = ps + sourceStart, Target = pt + targetStart, Sizes = pd, From = pf, To = pto, Rank = rank, Add = add,
            };
            Workers.For(ref job, rows, Math.Max(1, Grain / sizes[rank - 1]));
        }
    }

    /// <summary>Writes the strides of a contiguous row-major block.</summary>
    public static void Of(ReadOnlySpan<int> dims, Span<int> strides)
    {
        var stride = 1;
        for (var axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }
    }

    struct Job : IRangeJob
    {
        public float* Source, Target;
        public int* Sizes, From, To;
        public int Rank;
        public bool Add;

        public readonly void Run(int begin, int end)
        {
            var last = Rank - 1;
            int count = Sizes[last], from = From[last], to = To[last];
            for (var row = begin; row < end; row++)
            {
                float* source = Source, target = Target;
                for (int axis = last - 1, rest = row; axis >= 0; axis--)
                {
                    var x = rest % Sizes[axis];
                    rest /= Sizes[axis];
                    source += (nint)x * From[axis];
                    target += (nint)x * To[axis];
                }
                Line(source, from, target, to, count);
            }
        }

        readonly void Line(float* source, nint from, float* target, nint to, int count)
        {
            if (Add)
                for (nint i = 0; i < count; i++) target[i * to] += source[i * from];
            else if (from == 1 && to == 1)
                new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
            else if (from == 0 && to == 1)
                new Span<float>(target, count).Fill(*source);
            else
                for (nint i = 0; i < count; i++) target[i * to] = source[i * from];
        }
    }
}
