using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assay.Tensors.Kernels;

/// <summary>
/// The innermost blocks of the matrix product: some rows of A times one panel of B, four vectors wide (two where there are only 16
/// registers, or for the last columns), all accumulators in registers: six rows by four vectors take 24 of 32 registers and need
/// the fewest loads for each multiply-add, which is what limits a core. Every element is one chain of multiply-adds in k order,
/// beginning with <c>start</c>, so neither the shape of the block nor where k is cut changes a bit.
/// </summary>
static unsafe partial class Gemm<S, V>
{
    /// <summary>
    /// What a block reads and writes, with steps in floats. A is read one float at a time, so plain, transposed and packed A are the
    /// same code. <see cref="Start"/> is what C begins with: null for 0, C itself to add to it, a bias with step 0.
    /// </summary>
    struct Operands
    {
        public float* A, B, C, Start;
        public nint RowStep, KStep, BStep, CStep, StartStep;

        /// <summary>What will be read next of B, or null: a block asks for one cache line of it at each k, so that they arrive meanwhile.</summary>
        public float* Next;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block6x4(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint rowStep = o.RowStep, kStep = o.KStep, bStep = o.BStep, startStep = o.StartStep, cStep = o.CStep;
        V c00 = S.Zero, c01 = S.Zero, c02 = S.Zero, c03 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero, c12 = S.Zero, c13 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero, c22 = S.Zero, c23 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero, c32 = S.Zero, c33 = S.Zero;
        V c40 = S.Zero, c41 = S.Zero, c42 = S.Zero, c43 = S.Zero;
        V c50 = S.Zero, c51 = S.Zero, c52 = S.Zero, c53 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01, out c02, out c03);
            Load(start + startStep, out c10, out c11, out c12, out c13);
            Load(start + (2 * startStep), out c20, out c21, out c22, out c23);
            Load(start + (3 * startStep), out c30, out c31, out c32, out c33);
            Load(start + (4 * startStep), out c40, out c41, out c42, out c43);
            Load(start + (5 * startStep), out c50, out c51, out c52, out c53);
        }
        var a3 = a + (3 * rowStep);
        var next = o.Next == null ? b : o.Next;
        nint nextStep = o.Next == null ? 0 : 16;
        // Long blocks also ask for the block of C below, a row of it after each sixth of k: it may be far away.
        var part = k > 64 ? (k + 5) / 6 : k;
        var below = part < k ? c + (6 * cStep) : b;
        for (; k > 0; k -= part, below += cStep)
        {
            for (var line = 0; line < 4 * S.Width; line += 16) Fetch(below + line);
            for (var n = Math.Min(part, k); n > 0; n--, a += kStep, a3 += kStep, b += bStep, next += nextStep)
            {
                Fetch(next);
                Load(b, out var b0, out var b1, out var b2, out var b3);
                Add(S.Broadcast(*a), b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
                Add(S.Broadcast(a[rowStep]), b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13);
                Add(S.Broadcast(a[2 * rowStep]), b0, b1, b2, b3, ref c20, ref c21, ref c22, ref c23);
                Add(S.Broadcast(*a3), b0, b1, b2, b3, ref c30, ref c31, ref c32, ref c33);
                Add(S.Broadcast(a3[rowStep]), b0, b1, b2, b3, ref c40, ref c41, ref c42, ref c43);
                Add(S.Broadcast(a3[2 * rowStep]), b0, b1, b2, b3, ref c50, ref c51, ref c52, ref c53);
            }
        }
        Store(c, c00, c01, c02, c03);
        Store(c + cStep, c10, c11, c12, c13);
        Store(c + (2 * cStep), c20, c21, c22, c23);
        Store(c + (3 * cStep), c30, c31, c32, c33);
        Store(c + (4 * cStep), c40, c41, c42, c43);
        Store(c + (5 * cStep), c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block4x4(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint rowStep = o.RowStep, kStep = o.KStep, bStep = o.BStep, startStep = o.StartStep, cStep = o.CStep;
        V c00 = S.Zero, c01 = S.Zero, c02 = S.Zero, c03 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero, c12 = S.Zero, c13 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero, c22 = S.Zero, c23 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero, c32 = S.Zero, c33 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01, out c02, out c03);
            Load(start + startStep, out c10, out c11, out c12, out c13);
            Load(start + (2 * startStep), out c20, out c21, out c22, out c23);
            Load(start + (3 * startStep), out c30, out c31, out c32, out c33);
        }
        var a3 = a + (3 * rowStep);
        var next = o.Next == null ? b : o.Next;
        nint nextStep = o.Next == null ? 0 : 16;
        for (; k > 0; k--, a += kStep, a3 += kStep, b += bStep, next += nextStep)
        {
            Fetch(next);
            Load(b, out var b0, out var b1, out var b2, out var b3);
            Add(S.Broadcast(*a), b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
            Add(S.Broadcast(a[rowStep]), b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13);
            Add(S.Broadcast(a[2 * rowStep]), b0, b1, b2, b3, ref c20, ref c21, ref c22, ref c23);
            Add(S.Broadcast(*a3), b0, b1, b2, b3, ref c30, ref c31, ref c32, ref c33);
        }
        Store(c, c00, c01, c02, c03);
        Store(c + cStep, c10, c11, c12, c13);
        Store(c + (2 * cStep), c20, c21, c22, c23);
        Store(c + (3 * cStep), c30, c31, c32, c33);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block2x4(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint rowStep = o.RowStep, kStep = o.KStep, bStep = o.BStep, startStep = o.StartStep, cStep = o.CStep;
        V c00 = S.Zero, c01 = S.Zero, c02 = S.Zero, c03 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero, c12 = S.Zero, c13 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01, out c02, out c03);
            Load(start + startStep, out c10, out c11, out c12, out c13);
        }
        for (; k > 0; k--, a += kStep, b += bStep)
        {
            Load(b, out var b0, out var b1, out var b2, out var b3);
            Add(S.Broadcast(*a), b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
            Add(S.Broadcast(a[rowStep]), b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13);
        }
        Store(c, c00, c01, c02, c03);
        Store(c + cStep, c10, c11, c12, c13);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block1x4(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint kStep = o.KStep, bStep = o.BStep;
        V c00 = S.Zero, c01 = S.Zero, c02 = S.Zero, c03 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01, out c02, out c03);
        }
        for (; k > 0; k--, a += kStep, b += bStep)
        {
            Load(b, out var b0, out var b1, out var b2, out var b3);
            Add(S.Broadcast(*a), b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
        }
        Store(c, c00, c01, c02, c03);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block6x2(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint rowStep = o.RowStep, kStep = o.KStep, bStep = o.BStep, startStep = o.StartStep, cStep = o.CStep;
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero;
        V c40 = S.Zero, c41 = S.Zero;
        V c50 = S.Zero, c51 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01);
            Load(start + startStep, out c10, out c11);
            Load(start + (2 * startStep), out c20, out c21);
            Load(start + (3 * startStep), out c30, out c31);
            Load(start + (4 * startStep), out c40, out c41);
            Load(start + (5 * startStep), out c50, out c51);
        }
        var a3 = a + (3 * rowStep);
        for (; k > 0; k--, a += kStep, a3 += kStep, b += bStep)
        {
            Load(b, out var b0, out var b1);
            Add(S.Broadcast(*a), b0, b1, ref c00, ref c01);
            Add(S.Broadcast(a[rowStep]), b0, b1, ref c10, ref c11);
            Add(S.Broadcast(a[2 * rowStep]), b0, b1, ref c20, ref c21);
            Add(S.Broadcast(*a3), b0, b1, ref c30, ref c31);
            Add(S.Broadcast(a3[rowStep]), b0, b1, ref c40, ref c41);
            Add(S.Broadcast(a3[2 * rowStep]), b0, b1, ref c50, ref c51);
        }
        Store(c, c00, c01);
        Store(c + cStep, c10, c11);
        Store(c + (2 * cStep), c20, c21);
        Store(c + (3 * cStep), c30, c31);
        Store(c + (4 * cStep), c40, c41);
        Store(c + (5 * cStep), c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block4x2(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint rowStep = o.RowStep, kStep = o.KStep, bStep = o.BStep, startStep = o.StartStep, cStep = o.CStep;
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01);
            Load(start + startStep, out c10, out c11);
            Load(start + (2 * startStep), out c20, out c21);
            Load(start + (3 * startStep), out c30, out c31);
        }
        var a3 = a + (3 * rowStep);
        for (; k > 0; k--, a += kStep, a3 += kStep, b += bStep)
        {
            Load(b, out var b0, out var b1);
            Add(S.Broadcast(*a), b0, b1, ref c00, ref c01);
            Add(S.Broadcast(a[rowStep]), b0, b1, ref c10, ref c11);
            Add(S.Broadcast(a[2 * rowStep]), b0, b1, ref c20, ref c21);
            Add(S.Broadcast(*a3), b0, b1, ref c30, ref c31);
        }
        Store(c, c00, c01);
        Store(c + cStep, c10, c11);
        Store(c + (2 * cStep), c20, c21);
        Store(c + (3 * cStep), c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block2x2(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint rowStep = o.RowStep, kStep = o.KStep, bStep = o.BStep, startStep = o.StartStep, cStep = o.CStep;
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01);
            Load(start + startStep, out c10, out c11);
        }
        for (; k > 0; k--, a += kStep, b += bStep)
        {
            Load(b, out var b0, out var b1);
            Add(S.Broadcast(*a), b0, b1, ref c00, ref c01);
            Add(S.Broadcast(a[rowStep]), b0, b1, ref c10, ref c11);
        }
        Store(c, c00, c01);
        Store(c + cStep, c10, c11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block1x2(in Operands o, int k)
    {
        float* a = o.A, b = o.B, start = o.Start, c = o.C;
        nint kStep = o.KStep, bStep = o.BStep;
        V c00 = S.Zero, c01 = S.Zero;
        if (start != null)
        {
            Load(start, out c00, out c01);
        }
        for (; k > 0; k--, a += kStep, b += bStep)
        {
            Load(b, out var b0, out var b1);
            Add(S.Broadcast(*a), b0, b1, ref c00, ref c01);
        }
        Store(c, c00, c01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Load(float* p, out V v0, out V v1)
    {
        v0 = S.Load(p);
        v1 = S.Load(p + S.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Load(float* p, out V v0, out V v1, out V v2, out V v3)
    {
        Load(p, out v0, out v1);
        Load(p + (2 * S.Width), out v2, out v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(V x, V b0, V b1, ref V c0, ref V c1)
    {
        c0 = S.MultiplyAdd(x, b0, c0);
        c1 = S.MultiplyAdd(x, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(V x, V b0, V b1, V b2, V b3, ref V c0, ref V c1, ref V c2, ref V c3)
    {
        Add(x, b0, b1, ref c0, ref c1);
        Add(x, b2, b3, ref c2, ref c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(float* p, V v0, V v1)
    {
        S.Store(v0, p);
        S.Store(v1, p + S.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(float* p, V v0, V v1, V v2, V v3)
    {
        Store(p, v0, v1);
        Store(p + (2 * S.Width), v2, v3);
    }

    // Into second-level cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Fetch(float* p)
    {
        if (Sse.IsSupported) Sse.Prefetch1(p);
    }
}
