using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>Both operands in the order in which blocks read them: B in panels, A in groups of rows.</summary>
static unsafe partial class Gemm<S, V>
{
    // Of each row, read at a time by a transposition.
    const int Quad = 4;

    // Fewer floats than this are not worth another thread.
    const int PackWork = 1 << 15;

    /// <summary>Floats that a packed k x n matrix takes.</summary>
    public static int PackedCount(int k, int n) => checked(Panels(n) * PanelWidth * k);

    /// <summary>Panels of n columns.</summary>
    public static int Panels(int n) => (n + PanelWidth - 1) / PanelWidth;

    /// <summary>
    /// Packs op(B), k x n, into panels: element (kk, j) goes to panel j / PanelWidth, row kk, column j % PanelWidth.
    /// </summary>
    public static void Pack(float* b, int ldb, bool transposed, int k, int n, float* packed)
    {
        var job = new PackJob { B = b, Ldb = ldb, Transposed = transposed, K = k, N = n, Packed = packed };
        if ((long)k * n < PackWork) job.Run(0, Panels(n));
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
                if (Transposed) PackTransposed(B + ((nint)column * Ldb), Ldb, K, width, target);
                else PackPlain(B + column, Ldb, K, width, target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PackPlain(float* rows, nint ldb, int k, int width, float* target)
    {
        for (; k > 0; k--, rows += ldb, target += PanelWidth)
        {
            if (width == PanelWidth)
            {
                for (var j = 0; j < PanelWidth; j += S.Width) S.Store(S.Load(rows + j), target + j);
                continue;
            }
            for (var j = 0; j < PanelWidth; j++) target[j] = j < width ? rows[j] : 0f;
        }
    }

    // Columns of the panel are rows in memory. Four at a time of as many rows as a vector has lanes; the rest one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PackTransposed(float* rows, nint ldb, int k, int width, float* target)
    {
        nint panel = PanelWidth;
        var whole = k - (k % Quad);
        for (var j = 0; j < panel; j += S.Width, rows += S.Width * ldb, target += S.Width)
        {
            var kk = 0;
            if (j + S.Width <= width)
                for (; kk < whole; kk += Quad) S.Transpose(rows + kk, ldb, target + (kk * panel), panel);
            for (; kk < k; kk++)
                for (var i = 0; i < S.Width; i++) target[(kk * panel) + i] = j + i < width ? rows[(i * ldb) + kk] : 0f;
        }
    }

    // Floats from one group of packed rows to the next: not a multiple of a page, or all groups would compete for the same cache lines.
    static int GroupStep(int k) => (RowGroup * k) + Alignment;

    // Groups of m rows.
    static int Groups(int m) => (m + RowGroup - 1) / RowGroup;

    // Rows of A that lie across memory (row i, kk at a[i + kk * kStep]) into groups of RowGroup rows, k-major.
    static void PackColumns(float* a, nint kStep, int m, int k, float* packed)
    {
        var job = new PackColumnsJob { A = a, KStep = kStep, M = m, K = k, Packed = packed };
        if ((long)m * k < PackWork) job.Run(0, Groups(m));
        else Workers.For(ref job, Groups(m), 4);
    }

    struct PackColumnsJob : IRangeJob
    {
        public float* A, Packed;
        public nint KStep;
        public int M, K;

        // Few rows at a time: they may lie pages apart, and so do the groups that they go to.
        const int PackDepth = 8;

        // Where a vector reaches beyond its group, the next k writes over the excess: hence the order, last rows first.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int begin, int end)
        {
            var last = (RowGroup - 1) / S.Width * S.Width;
            for (var first = 0; first < K; first += PackDepth)
            {
                for (var group = begin; group < end; group++)
                {
                    float* a = A + (first * KStep) + (group * RowGroup), packed = Packed + ((nint)group * GroupStep(K)) + (first * RowGroup);
                    var left = M - (group * RowGroup);
                    var k = Math.Min(PackDepth, K - first);
                    for (var kk = 0; kk < k; kk++, a += KStep, packed += RowGroup)
                    {
                        if (left >= last + S.Width)
                            for (var r = last; r >= 0; r -= S.Width) S.Store(S.Load(a + r), packed + r);
                        else
                            for (var r = 0; r < Math.Min(RowGroup, left); r++) packed[r] = a[r];
                    }
                }
            }
        }
    }
}
