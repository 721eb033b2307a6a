namespace Assay.Tensors.Kernels;

/// <summary>x^p one float at a time: no polynomial on vectors is exact enough for every exponent.</summary>
static unsafe class Power
{
    const int Grain = 1 << 12;

    public static void Forward(ReadOnlySpan<float> x, Span<float> y, float exponent)
    {
        fixed (float* px = x, py = y)
        {
            var job = new ForwardJob { X = px, Y = py, Exponent = exponent };
            Workers.For(ref job, x.Length, Grain);
        }
    }

    /// <summary>dx (+)= g p x^(p - 1).</summary>
    public static void Backward(ReadOnlySpan<float> g, ReadOnlySpan<float> x, Span<float> dx, float exponent, bool add)
    {
        fixed (float* pg = g, px = x, pd = dx)
        {
            var job = new BackwardJob { G = pg, X = px, Dx = pd, Exponent = exponent, Add = add };
            Workers.For(ref job, x.Length, Grain);
        }
    }

    struct ForwardJob : IRangeJob
    {
        public float* X, Y;
        public float Exponent;

        public readonly void Run(int begin, int end)
        {
            for (var i = begin; i < end; i++) Y[i] = MathF.Pow(X[i], Exponent);
        }
    }

    struct BackwardJob : IRangeJob
    {
        public float* G, X, Dx;
        public float Exponent;
        public bool Add;

        public readonly void Run(int begin, int end)
        {
            for (var i = begin; i < end; i++)
            {
                // x^0 is 1 everywhere, also where 0 x^-1 would not be a number.
                var slope = Exponent == 0f ? 0f : Exponent * MathF.Pow(X[i], Exponent - 1f);
                Dx[i] = (Add ? Dx[i] : 0f) + (G[i] * slope);
            }
        }
    }
}
