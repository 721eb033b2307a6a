using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// C (+)= op(A) op(B) for row-major matrices, for one instruction set. B is packed into panels of <see cref="PanelWidth"/>
/// columns (k-major, zero-padded) unless it is used too few times to pay for it; A is packed where its rows lie across memory.
/// Blocking follows Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
/// </summary>
static unsafe partial class Gemm<S, V>
    where V : unmanaged
    where S : ISimd<V>
{
    // Rows of packed A that stand together: two blocks.
    const int RowGroup = 12;

    // While panels pass by, so many rows of this part of k (384 KiB) stay in second-level cache with the panel in use (256 KiB on
    // AVX-512). Deep parts visit C, which may be far away, less often.
    const int ChunkDepth = 1024;
    const int MostRows = 96;

    // Rows or columns of a packed operand: at most 8 MiB.
    const int MostPacked = 2048;

    // Fewer multiply-adds than this are not worth another thread.
    const long ThreadWork = 1 << 17;

    /// <summary>Columns of one panel of B.</summary>
    public static int PanelWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => S.BlockVectors * S.Width;
    }

    // A panel this deep (32 KiB on AVX-512) stays in first-level cache while rows pass by.
    static int DepthBlock => Math.Min(256, (8 << 10) / PanelWidth);

    /// <summary>
    /// C = start + A B on this thread, for A with element (i, kk) at a[i * rowStep + kk * kStep] and B packed: few rows, such as
    /// one time step of a recurrent net. <paramref name="start"/> is null for 0, C itself to add to it, or a bias with
    /// <paramref name="startStep"/>, the floats from one of its rows to the next, 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPacked(
        float* a, nint rowStep, nint kStep, float* packed, float* c, nint ldc, float* start, nint startStep, int m, int n, int k)
    {
        var step = DepthStep(k, DepthBlock);
        for (var column = 0; column < n; column += PanelWidth)
        {
            for (var depth = 0; depth < k; depth += step)
            {
                var block = new Operands
                {
                    A = a + (depth * kStep), RowStep = rowStep, KStep = kStep,
                    B = packed + ((nint)column * k) + (depth * PanelWidth), BStep = PanelWidth, C = c + column, CStep = ldc,
                    Start = depth > 0 ? c + column : start == null ? null : start + column, StartStep = depth > 0 ? ldc : startStep,
                    Next = packed + ((nint)column * k) + ((depth + step) * PanelWidth),
                };
                Panel(block, m, Math.Min(PanelWidth, n - column), Math.Min(step, k - depth));
            }
        }
    }

    /// <summary>C (+)= op(A) op(B), m x n x k, with leading dimensions; uses all threads where it pays.</summary>
    public static void Multiply(
        float* a, int lda, bool transposeA, float* b, int ldb, bool transposeB, float* c, int ldc, int m, int n, int k, bool add) =>
        Multiply(a, lda, transposeA, b, ldb, transposeB, c, ldc, add ? c : null, ldc, m, n, k);

    /// <summary>C = start + op(A) op(B), <paramref name="start"/> as for <see cref="MultiplyPacked"/>.</summary>
    public static void Multiply(
        float* a, int lda, bool transposeA, float* b, int ldb, bool transposeB, float* c, int ldc, float* start, nint startStep, int m, int n, int k)
    {
        if (m == 0 || n == 0) return;
        nint rowStep = transposeA ? 1 : lda, kStep = transposeA ? lda : 1;
        if (k == 0)
        {
            Begin(c, ldc, start, startStep, m, n);
            return;
        }
        if (transposeB && m <= 2 && kStep == 1)
        {
            Begin(c, ldc, start, startStep, m, n);
            var dots = new DotJob { A = a, RowStep = rowStep, B = b, Ldb = ldb, C = c, Ldc = ldc, M = m, K = k };
            if ((long)n * k < 1 << 16) dots.Run(0, n);
            else Workers.For(ref dots, n, 16);
            return;
        }
        if (k == 1 && !transposeB && (long)m * n <= 1 << 16)
        {
            if (start != null) Begin(c, ldc, start, startStep, m, n);
            Outer(a, rowStep, b, c, ldc, m, n, start != null);
            return;
        }
        if (n <= 4 && m >= 2 * PanelWidth && k >= 4)
        {
            MultiplyTransposed(a, lda, transposeA, b, ldb, transposeB, c, ldc, start, startStep, m, n, k);
            return;
        }
        if ((long)m * n * k <= 512 || (n < S.Width && k < 4))
        {
            Begin(c, ldc, start, startStep, m, n);
            Plain(a, rowStep, kStep, b, transposeB ? 1 : ldb, transposeB ? ldb : 1, c, ldc, m, n, k);
            return;
        }
        var job = new BlockJob
        {
            A = a, RowStep = rowStep, KStep = kStep, B = b, Ldb = ldb, TransposeB = transposeB,
            // B is read in place where too few rows would use a packed copy.
            PackB = transposeB || (m > 2 * RowGroup && k > 8),
            // Rows stay where they are, columns are packed: one lies along cache lines, the other across pages.
            PackA = kStep != 1 && m > 2 * RowGroup && n >= 2 * PanelWidth && k >= 32,
            C = c, Ldc = ldc, Start = start, StartStep = startStep, M = m, N = n, K = k,
        };
        job.Run();
    }

    // Equal parts of k, none above most.
    static int DepthStep(int k, int most)
    {
        var parts = (k + most - 1) / most;
        return (k + parts - 1) / parts;
    }

    static void Begin(float* c, int ldc, float* start, nint startStep, int m, int n)
    {
        if (start == c) return;
        for (var i = 0; i < m; i++)
        {
            var row = new Span<float>(c + ((nint)i * ldc), n);
            if (start == null) row.Clear();
            else new ReadOnlySpan<float>(start + (i * startStep), n).CopyTo(row);
        }
    }

    // A tall result with few columns: its transpose fills whole panels.
    static void MultiplyTransposed(
        float* a, int lda, bool transposeA, float* b, int ldb, bool transposeB, float* c, int ldc, float* start, nint startStep, int m, int n, int k)
    {
        var result = Tensor.Scratch(n * m);
        fixed (float* transposed = result.Span)
        {
            if (start != null)
                for (var i = 0; i < m; i++)
                    for (var j = 0; j < n; j++) transposed[((nint)j * m) + i] = start[(i * startStep) + j];
            Multiply(b, ldb, !transposeB, a, lda, !transposeA, transposed, m, n, m, k, start != null);
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++) c[((nint)i * ldc) + j] = transposed[((nint)j * m) + i];
        }
    }

    static void Plain(float* a, nint rowStep, nint kStep, float* b, nint bk, nint bj, float* c, int ldc, int m, int n, int k)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = c[((nint)i * ldc) + j];
                for (var kk = 0; kk < k; kk++) sum += a[(i * rowStep) + (kk * kStep)] * b[(kk * bk) + (j * bj)];
                c[((nint)i * ldc) + j] = sum;
            }
        }
    }

    // m rows times one panel of which width columns exist.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Panel(Operands o, int m, int width, int k)
    {
        var half = S.BlockVectors == 4 && width <= 2 * S.Width;
        var whole = width == (half ? 2 * S.Width : PanelWidth);
        var next = o.Next;
        // Sixteen as four times four: see below.
        var most = m == 16 ? 4 : 6;
        for (var blocks = 0; m > 0; blocks++)
        {
            // Four blocks together ask for a whole panel.
            o.Next = next == null || blocks > 3 ? null : next + (blocks * 16 * k);
            // Eight as four and four: a block of two waits for its own multiply-adds.
            var rows = m >= 6 && m != 8 && most == 6 ? 6 : m >= 4 ? 4 : m >= 2 ? 2 : 1;
            if (whole) Block(o, rows, half, k);
            else EdgeBlock(o, rows, half, width, k);
            o.A += rows * o.RowStep;
            o.C += rows * o.CStep;
            if (o.Start != null) o.Start += rows * o.StartStep;
            m -= rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Block(in Operands o, int rows, bool half, int k)
    {
        if (S.BlockVectors == 2 || half)
        {
            if (rows == 6) Block6x2(o, k);
            else if (rows == 4) Block4x2(o, k);
            else if (rows == 2) Block2x2(o, k);
            else Block1x2(o, k);
        }
        else if (rows == 6) Block6x4(o, k);
        else if (rows == 4) Block4x4(o, k);
        else if (rows == 2) Block2x4(o, k);
        else Block1x4(o, k);
    }

    // The last, partial panel: computed whole in a tile, of which the columns that exist are copied.
    static void EdgeBlock(in Operands o, int rows, bool half, int width, int k)
    {
        var tile = stackalloc float[6 * 64];
        var inner = o;
        inner.C = tile;
        inner.CStep = PanelWidth;
        if (o.Start != null)
        {
            for (var i = 0; i < rows; i++)
                new ReadOnlySpan<float>(o.Start + (i * o.StartStep), width).CopyTo(new Span<float>(tile + (i * PanelWidth), width));
            inner.Start = tile;
            inner.StartStep = PanelWidth;
        }
        Block(inner, rows, half, k);
        for (var i = 0; i < rows; i++) new ReadOnlySpan<float>(tile + (i * PanelWidth), width).CopyTo(new Span<float>(o.C + (i * o.CStep), width));
    }
}
