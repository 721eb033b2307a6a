using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// C (+)= op(A) op(B) for row-major matrices, for one instruction set. B is packed into panels of <see cref="PanelWidth"/>
/// columns (k-major, zero-padded) unless it is used too few times to pay for it; A is packed in blocks of rows where it is large.
/// Blocking follows Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
/// </summary>
static unsafe partial class Gemm<S, V>
    where V : unmanaged
    where S : ISimd<V>
{
    const int DepthBlock = 320;
    const int RowBlock = 240;

    /// <summary>Columns of one panel of B.</summary>
    public static int PanelWidth => 2 * S.Width;

    /// <summary>
    /// C (+)= A B on this thread, for A with element (i, kk) at a[i * rowStep + kk * kStep] and B packed: few rows, such as one
    /// time step of a recurrent net.
    /// </summary>
    public static void MultiplyPacked(
        float* a, nint rowStep, nint kStep, float* packed, float* c, int ldc, int m, int n, int k, bool add)
    {
        var width = PanelWidth;
        var full = n / width;
        for (var panel = 0; panel < full; panel++)
            Rows(a, rowStep, kStep, packed + ((nint)panel * width * k), width, c + (panel * width), ldc, m, k, add);
        if (full * width < n)
            EdgeRows(a, rowStep, kStep, packed + ((nint)full * width * k), width, c + (full * width), ldc, m, n - (full * width), k, add);
    }

    /// <summary>C (+)= op(A) op(B), m x n x k, with leading dimensions; uses all threads where it pays.</summary>
    public static void Multiply(
        float* a, int lda, bool transposeA, float* b, int ldb, bool transposeB, float* c, int ldc, int m, int n, int k, bool add)
    {
        if (m == 0 || n == 0) return;
        if (k == 0)
        {
            if (!add)
                for (var i = 0; i < m; i++) new Span<float>(c + ((nint)i * ldc), n).Clear();
            return;
        }
        nint rowStep = transposeA ? 1 : lda, kStep = transposeA ? lda : 1;
        if (transposeB && m <= 2 && kStep == 1)
        {
            var dots = new DotJob { A = a, RowStep = rowStep, B = b, Ldb = ldb, C = c, Ldc = ldc, M = m, K = k, Add = add };
            if ((long)n * k < 1 << 16) dots.Run(0, n);
            else Workers.For(ref dots, n, 16);
            return;
        }
        if (k == 1 && !transposeB && (long)m * n <= 1 << 16)
        {
            Outer(a, rowStep, b, c, ldc, m, n, add);
            return;
        }
        if (n < PanelWidth && m >= 2 * PanelWidth && k >= 4)
        {
            MultiplyTransposed(a, lda, transposeA, b, ldb, transposeB, c, ldc, m, n, k, add);
            return;
        }
        if ((long)m * n * k <= 512 || (n < S.Width && k < 4))
        {
            Plain(a, rowStep, kStep, b, transposeB ? 1 : ldb, transposeB ? ldb : 1, c, ldc, m, n, k, add);
            return;
        }
        var job = new BlockJob
        {
            A = a, RowStep = rowStep, KStep = kStep, C = c, Ldc = ldc, M = m, N = n, K = k, Add = add, PackA = m > 2 * S.BlockRows && n >= 4 * PanelWidth && k >= 32,
        };
        if (!transposeB && (m <= 2 * S.BlockRows || k <= 8))
        {
            job.B = b;
            job.BStep = ldb;
            Run(ref job);
            return;
        }
        var packed = Tensor.Scratch(PackedCount(k, n));
        fixed (float* panels = packed.Span)
        {
            Pack(b, ldb, transposeB, k, n, panels);
            job.B = panels;
            job.BStep = PanelWidth;
            job.Packed = true;
            Run(ref job);
        }
    }

    static void Run(ref BlockJob job)
    {
        var flops = 2L * job.M * job.N * job.K;
        var panels = Panels(job.N);
        var rowGroups = (job.M + S.BlockRows - 1) / S.BlockRows;
        job.OverPanels = panels >= rowGroups;
        if (flops < 1 << 19) job.Run(0, job.OverPanels ? panels : job.M);
        else if (job.OverPanels) Workers.For(ref job, panels, 1);
        else Workers.For(ref job, job.M, S.BlockRows);
    }

    // A tall result with few columns: its transpose fills whole panels.
    static void MultiplyTransposed(
        float* a, int lda, bool transposeA, float* b, int ldb, bool transposeB, float* c, int ldc, int m, int n, int k, bool add)
    {
        var result = Tensor.Scratch(n * m);
        fixed (float* transposed = result.Span)
        {
            Multiply(b, ldb, !transposeB, a, lda, !transposeA, transposed, m, n, m, k, false);
            for (var i = 0; i < m; i++)
            {
                var row = c + ((nint)i * ldc);
                for (var j = 0; j < n; j++)
                {
                    var value = transposed[((nint)j * m) + i];
                    row[j] = add ? row[j] + value : value;
                }
            }
        }
    }

    static void Plain(
        float* a, nint rowStep, nint kStep, float* b, nint bk, nint bj, float* c, int ldc, int m, int n, int k, bool add)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = 0f;
                for (var kk = 0; kk < k; kk++) sum += a[(i * rowStep) + (kk * kStep)] * b[(kk * bk) + (j * bj)];
                var target = c + ((nint)i * ldc) + j;
                *target = add ? *target + sum : sum;
            }
        }
    }

    static void Rows(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint ldc, int m, int k, bool add)
    {
        while (m > 0)
        {
            int rows;
            if (m >= 12 && S.BlockRows >= 12)
            {
                Block12(a, rowStep, kStep, b, bStep, c, ldc, k, add);
                rows = 12;
            }
            else if (m >= 8 && S.BlockRows >= 8)
            {
                Block8(a, rowStep, kStep, b, bStep, c, ldc, k, add);
                rows = 8;
            }
            else if (m >= 6 && S.BlockRows >= 6)
            {
                Block6(a, rowStep, kStep, b, bStep, c, ldc, k, add);
                rows = 6;
            }
            else if (m >= 4)
            {
                Block4(a, rowStep, kStep, b, bStep, c, ldc, k, add);
                rows = 4;
            }
            else if (m >= 2)
            {
                Block2(a, rowStep, kStep, b, bStep, c, ldc, k, add);
                rows = 2;
            }
            else
            {
                Block1(a, rowStep, kStep, b, bStep, c, ldc, k, add);
                rows = 1;
            }
            a += rows * rowStep;
            c += rows * ldc;
            m -= rows;
        }
    }

    // The last, partial panel: computed whole into a tile, of which the columns that exist are copied.
    static void EdgeRows(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint ldc, int m, int n, int k, bool add)
    {
        var tile = stackalloc float[12 * 32];
        while (m > 0)
        {
            var rows = Math.Min(m, S.BlockRows);
            Rows(a, rowStep, kStep, b, bStep, tile, PanelWidth, rows, k, false);
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var target = c + (i * ldc) + j;
                    var value = tile[(i * PanelWidth) + j];
                    *target = add ? *target + value : value;
                }
            }
            a += rows * rowStep;
            c += rows * ldc;
            m -= rows;
        }
    }

    struct BlockJob : IRangeJob
    {
        public float* A, B, C;
        public nint RowStep, KStep, BStep;
        public int Ldc, M, N, K;
        public bool Add, Packed, PackA, OverPanels;

        public void Run(int begin, int end)
        {
            var (rowBegin, rowEnd) = OverPanels ? (0, M) : (begin, end);
            var (panelBegin, panelEnd) = OverPanels ? (begin, end) : (0, Panels(N));
            for (var depth = 0; depth < K; depth += DepthBlock)
            {
                var k = Math.Min(DepthBlock, K - depth);
                for (var row = rowBegin; row < rowEnd; row += RowBlock)
                    Block(row, Math.Min(RowBlock, rowEnd - row), panelBegin, panelEnd, depth, k);
            }
        }

        readonly void Block(int row, int m, int panelBegin, int panelEnd, int depth, int k)
        {
            var a = A + (row * RowStep) + (depth * KStep);
            var add = Add || depth > 0;
            var group = S.BlockRows;
            Span<float> room = PackA ? PackedRows(((m + group - 1) / group) * group * k) : [];
            fixed (float* packedA = room)
            {
                if (PackA) PackRows(a, m, k, packedA);
                for (var panel = panelBegin; panel < panelEnd; panel++)
                {
                    var column = panel * PanelWidth;
                    var width = Math.Min(PanelWidth, N - column);
                    var b = Packed ? B + ((nint)column * K) + (depth * BStep) : B + column + (depth * BStep);
                    var c = C + ((nint)row * Ldc) + column;
                    if (!Packed && width < PanelWidth) EdgeColumns(a, b, c, m, width, k, add);
                    else if (!PackA) Panel(a, RowStep, KStep, b, c, m, width, k, add);
                    else
                        for (var i = 0; i < m; i += group)
                            Panel(packedA + ((nint)i * k), 1, group, b, c + ((nint)i * Ldc), Math.Min(group, m - i), width, k, add);
                }
            }
        }

        readonly void Panel(float* a, nint rowStep, nint kStep, float* b, float* c, int m, int width, int k, bool add)
        {
            if (width == PanelWidth) Rows(a, rowStep, kStep, b, BStep, c, Ldc, m, k, add);
            else EdgeRows(a, rowStep, kStep, b, BStep, c, Ldc, m, width, k, add);
        }

        // B is read in place, so its last columns must not be read past their end: a small packed copy.
        readonly void EdgeColumns(float* a, float* b, float* c, int m, int width, int k, bool add)
        {
            Span<float> room = PackedRows(k * PanelWidth);
            fixed (float* packed = room)
            {
                for (var kk = 0; kk < k; kk++)
                    for (var j = 0; j < PanelWidth; j++) packed[(kk * PanelWidth) + j] = j < width ? b[(kk * BStep) + j] : 0f;
                EdgeRows(a, RowStep, KStep, packed, PanelWidth, c, Ldc, m, width, k, add);
            }
        }

        readonly void PackRows(float* a, int m, int k, float* packed)
        {
            var group = S.BlockRows;
            for (var i = 0; i < m; i += group)
            {
                var rows = Math.Min(group, m - i);
                for (var kk = 0; kk < k; kk++)
                {
                    var source = a + (i * RowStep) + (kk * KStep);
                    for (var r = 0; r < rows; r++) packed[r] = source[r * RowStep];
                    packed += group;
                }
            }
        }
    }

    // Per-thread room for packed blocks, kept because worker threads have no arena.
    static Span<float> PackedRows(int count)
    {
        if (_room is null || _room.Length < count) _room = GC.AllocateUninitializedArray<float>(Math.Max(count, 1 << 14), pinned: true);
        return _room;
    }

    [ThreadStatic] static float[]? _room;
}
