using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Cross entropy of softmax rows against labels, and in the same visit softmax minus the target's probabilities, which
/// is the gradient but for a factor. The target is 1 - smoothing on the label plus smoothing shared equally.
/// </summary>
static unsafe class CrossEntropyRows
{
    const int Grain = 1 << 12;

    // Rows whose exponentials are computed together: fixed, because each block has a sum of its own.
    const int MostRows = 64;

    /// <summary>
    /// The sum over the rows of -log softmax(row), weighted by the target; rows whose label is <paramref name="ignored"/> do
    /// not count and leave differences of 0.
    /// </summary>
    public static double Forward(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, int ignored, float smoothing, Span<float> differences)
    {
        if (labels.IsEmpty) return 0;
        var width = x.Length / labels.Length;
        var blocks = (labels.Length + MostRows - 1) / MostRows;
        // A double takes the room of two floats.
        var costs = Tensor.Scratch(2 * blocks).Span;
        fixed (float* px = x, pd = differences, pc = costs)
        fixed (int* pl = labels)
        {
            var job = new ForwardJob
            {
                X = px, Differences = pd, Costs = (double*)pc, Labels = pl, Rows = labels.Length, Width = width, Ignored = ignored, Smoothing = smoothing,
            };
            VectorJob.For(ref job, blocks, Math.Max(1, Grain / (MostRows * width)));
            var sum = 0.0;
            for (var block = 0; block < blocks; block++) sum += job.Costs[block];
            return sum;
        }
    }

    // Runs over blocks.
    internal struct ForwardJob : IVectorJob
    {
        public float* X, Differences;
        public double* Costs;
        public int* Labels;
        public int Rows, Width, Ignored;
        public float Smoothing;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            var largest = stackalloc float[MostRows];
            var sums = stackalloc float[MostRows];
            for (var block = begin; block < end; block++)
            {
                var first = block * MostRows;
                var rows = Math.Min(MostRows, Rows - first);
                float* x = X + ((nint)first * Width), differences = Differences + ((nint)first * Width);
                SoftmaxRows.Rows<S, V>(x, differences, rows, Width, largest, sums);
                for (var i = 0; i < MostRows; i += S.Width) S.Store(VectorMath<S, V>.Log(S.Load(sums + i)), sums + i);
                var cost = 0.0;
                for (var row = 0; row < rows; row++, x += Width, differences += Width)
                    cost += Row<S, V>(x, differences, Labels[first + row], (double)largest[row] + sums[row]);
                Costs[block] = cost;
            }
        }

        // Takes the target from the probabilities, and gives the cost for the logarithm of the sum of all exponentials.
        readonly double Row<S, V>(float* x, float* probabilities, int label, double logSum)
            where V : unmanaged
            where S : ISimd<V>
        {
            if (label == Ignored)
            {
                new Span<float>(probabilities, Width).Clear();
                return 0;
            }
            var cost = (1 - Smoothing) * (logSum - x[label]);
            if (Smoothing > 0)
            {
                var mean = 0.0;
                for (var i = 0; i < Width; i++) mean += x[i];
                cost += Smoothing * (logSum - (mean / Width));
                SoftmaxRows.Shift<S, V>(probabilities, probabilities, Width, -Smoothing / Width);
            }
            probabilities[label] -= 1 - Smoothing;
            return cost;
        }
    }
}
