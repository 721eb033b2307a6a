namespace Assay.Tensors.Kernels;

/// <summary>B in panels: every vector that a block loads stands behind the one before.</summary>
static unsafe partial class Gemm<S, V>
{
    /// <summary>Floats that a packed k x n matrix takes.</summary>
    public static int PackedCount(int k, int n) => checked(Panels(n) * PanelWidth * k);

    static int Panels(int n) => (n + PanelWidth - 1) / PanelWidth;

    /// <summary>
    /// Packs op(B), k x n, into panels: element (kk, j) goes to panel j / PanelWidth, row kk, column j % PanelWidth.
    /// </summary>
    public static void Pack(float* b, int ldb, bool transposed, int k, int n, float* packed)
    {
        var job = new PackJob { B = b, Ldb = ldb, Transposed = transposed, K = k, N = n, Packed = packed };
        if ((long)k * n < 1 << 16) job.Run(0, Panels(n));
        else Workers.For(ref job, Panels(n), 1);
    }

    struct PackJob : IRangeJob
    {
        public float* B, Packed;
        public int Ldb, K, N;
        public bool Transposed;

        public readonly void Run(int begin, int end)
        {
            for (var panel = begin; panel < end; panel++)
            {
                var column = panel * PanelWidth;
                var width = Math.Min(PanelWidth, N - column);
                var target = Packed + ((nint)column * K);
                if (Transposed) PackTransposed(B + ((nint)column * Ldb), width, target);
                else
                {
                    for (var kk = 0; kk < K; kk++)
                    {
                        new ReadOnlySpan<float>(B + ((nint)kk * Ldb) + column, width).CopyTo(new Span<float>(target, width));
                        if (width < PanelWidth) new Span<float>(target + width, PanelWidth - width).Clear();
                        target += PanelWidth;
                    }
                }
            }
        }

        readonly void PackTransposed(float* rows, int width, float* target)
        {
            for (var kk = 0; kk < K; kk++)
            {
                for (var j = 0; j < width; j++) target[j] = rows[((nint)j * Ldb) + kk];
                for (var j = width; j < PanelWidth; j++) target[j] = 0f;
                target += PanelWidth;
            }
        }
    }
}
