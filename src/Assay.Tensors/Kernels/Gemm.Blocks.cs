using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// The innermost blocks of the matrix product: R rows of A times one panel of B, two vectors wide, all accumulators in registers.
/// A is read as single floats at row and k steps, so plain, transposed and packed A are the same code; B at a k step.
/// Every element is one chain of multiply-adds in k order whatever the block, so the split of the work never changes a bit.
/// </summary>
static unsafe partial class Gemm<S, V>
{
    // Accumulators must be named locals: the JIT keeps no array in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block12(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint cStep, int k, bool add)
    {
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero;
        V c40 = S.Zero, c41 = S.Zero;
        V c50 = S.Zero, c51 = S.Zero;
        V c60 = S.Zero, c61 = S.Zero;
        V c70 = S.Zero, c71 = S.Zero;
        V c80 = S.Zero, c81 = S.Zero;
        V c90 = S.Zero, c91 = S.Zero;
        V ca0 = S.Zero, ca1 = S.Zero;
        V cb0 = S.Zero, cb1 = S.Zero;
        var a0 = a;
        var a3 = a + (3 * rowStep);
        var a6 = a + (6 * rowStep);
        var a9 = a + (9 * rowStep);
        var twoRows = 2 * rowStep;
        for (; k > 0; k--)
        {
            var b0 = S.Load(b);
            var b1 = S.Load(b + S.Width);
            var x = S.Broadcast(*a0);
            c00 = S.MultiplyAdd(x, b0, c00);
            c01 = S.MultiplyAdd(x, b1, c01);
            x = S.Broadcast(a0[rowStep]);
            c10 = S.MultiplyAdd(x, b0, c10);
            c11 = S.MultiplyAdd(x, b1, c11);
            x = S.Broadcast(a0[twoRows]);
            c20 = S.MultiplyAdd(x, b0, c20);
            c21 = S.MultiplyAdd(x, b1, c21);
            x = S.Broadcast(*a3);
            c30 = S.MultiplyAdd(x, b0, c30);
            c31 = S.MultiplyAdd(x, b1, c31);
            x = S.Broadcast(a3[rowStep]);
            c40 = S.MultiplyAdd(x, b0, c40);
            c41 = S.MultiplyAdd(x, b1, c41);
            x = S.Broadcast(a3[twoRows]);
            c50 = S.MultiplyAdd(x, b0, c50);
            c51 = S.MultiplyAdd(x, b1, c51);
            x = S.Broadcast(*a6);
            c60 = S.MultiplyAdd(x, b0, c60);
            c61 = S.MultiplyAdd(x, b1, c61);
            x = S.Broadcast(a6[rowStep]);
            c70 = S.MultiplyAdd(x, b0, c70);
            c71 = S.MultiplyAdd(x, b1, c71);
            x = S.Broadcast(a6[twoRows]);
            c80 = S.MultiplyAdd(x, b0, c80);
            c81 = S.MultiplyAdd(x, b1, c81);
            x = S.Broadcast(*a9);
            c90 = S.MultiplyAdd(x, b0, c90);
            c91 = S.MultiplyAdd(x, b1, c91);
            x = S.Broadcast(a9[rowStep]);
            ca0 = S.MultiplyAdd(x, b0, ca0);
            ca1 = S.MultiplyAdd(x, b1, ca1);
            x = S.Broadcast(a9[twoRows]);
            cb0 = S.MultiplyAdd(x, b0, cb0);
            cb1 = S.MultiplyAdd(x, b1, cb1);
            a0 += kStep;
            a3 += kStep;
            a6 += kStep;
            a9 += kStep;
            b += bStep;
        }
        Put(c, c00, c01, add);
        Put(c + (1 * cStep), c10, c11, add);
        Put(c + (2 * cStep), c20, c21, add);
        Put(c + (3 * cStep), c30, c31, add);
        Put(c + (4 * cStep), c40, c41, add);
        Put(c + (5 * cStep), c50, c51, add);
        Put(c + (6 * cStep), c60, c61, add);
        Put(c + (7 * cStep), c70, c71, add);
        Put(c + (8 * cStep), c80, c81, add);
        Put(c + (9 * cStep), c90, c91, add);
        Put(c + (10 * cStep), ca0, ca1, add);
        Put(c + (11 * cStep), cb0, cb1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block8(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint cStep, int k, bool add)
    {
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero;
        V c40 = S.Zero, c41 = S.Zero;
        V c50 = S.Zero, c51 = S.Zero;
        V c60 = S.Zero, c61 = S.Zero;
        V c70 = S.Zero, c71 = S.Zero;
        var a0 = a;
        var a3 = a + (3 * rowStep);
        var a6 = a + (6 * rowStep);
        var twoRows = 2 * rowStep;
        for (; k > 0; k--)
        {
            var b0 = S.Load(b);
            var b1 = S.Load(b + S.Width);
            var x = S.Broadcast(*a0);
            c00 = S.MultiplyAdd(x, b0, c00);
            c01 = S.MultiplyAdd(x, b1, c01);
            x = S.Broadcast(a0[rowStep]);
            c10 = S.MultiplyAdd(x, b0, c10);
            c11 = S.MultiplyAdd(x, b1, c11);
            x = S.Broadcast(a0[twoRows]);
            c20 = S.MultiplyAdd(x, b0, c20);
            c21 = S.MultiplyAdd(x, b1, c21);
            x = S.Broadcast(*a3);
            c30 = S.MultiplyAdd(x, b0, c30);
            c31 = S.MultiplyAdd(x, b1, c31);
            x = S.Broadcast(a3[rowStep]);
            c40 = S.MultiplyAdd(x, b0, c40);
            c41 = S.MultiplyAdd(x, b1, c41);
            x = S.Broadcast(a3[twoRows]);
            c50 = S.MultiplyAdd(x, b0, c50);
            c51 = S.MultiplyAdd(x, b1, c51);
            x = S.Broadcast(*a6);
            c60 = S.MultiplyAdd(x, b0, c60);
            c61 = S.MultiplyAdd(x, b1, c61);
            x = S.Broadcast(a6[rowStep]);
            c70 = S.MultiplyAdd(x, b0, c70);
            c71 = S.MultiplyAdd(x, b1, c71);
            a0 += kStep;
            a3 += kStep;
            a6 += kStep;
            b += bStep;
        }
        Put(c, c00, c01, add);
        Put(c + (1 * cStep), c10, c11, add);
        Put(c + (2 * cStep), c20, c21, add);
        Put(c + (3 * cStep), c30, c31, add);
        Put(c + (4 * cStep), c40, c41, add);
        Put(c + (5 * cStep), c50, c51, add);
        Put(c + (6 * cStep), c60, c61, add);
        Put(c + (7 * cStep), c70, c71, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block6(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint cStep, int k, bool add)
    {
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero;
        V c40 = S.Zero, c41 = S.Zero;
        V c50 = S.Zero, c51 = S.Zero;
        var a0 = a;
        var a3 = a + (3 * rowStep);
        var twoRows = 2 * rowStep;
        for (; k > 0; k--)
        {
            var b0 = S.Load(b);
            var b1 = S.Load(b + S.Width);
            var x = S.Broadcast(*a0);
            c00 = S.MultiplyAdd(x, b0, c00);
            c01 = S.MultiplyAdd(x, b1, c01);
            x = S.Broadcast(a0[rowStep]);
            c10 = S.MultiplyAdd(x, b0, c10);
            c11 = S.MultiplyAdd(x, b1, c11);
            x = S.Broadcast(a0[twoRows]);
            c20 = S.MultiplyAdd(x, b0, c20);
            c21 = S.MultiplyAdd(x, b1, c21);
            x = S.Broadcast(*a3);
            c30 = S.MultiplyAdd(x, b0, c30);
            c31 = S.MultiplyAdd(x, b1, c31);
            x = S.Broadcast(a3[rowStep]);
            c40 = S.MultiplyAdd(x, b0, c40);
            c41 = S.MultiplyAdd(x, b1, c41);
            x = S.Broadcast(a3[twoRows]);
            c50 = S.MultiplyAdd(x, b0, c50);
            c51 = S.MultiplyAdd(x, b1, c51);
            a0 += kStep;
            a3 += kStep;
            b += bStep;
        }
        Put(c, c00, c01, add);
        Put(c + (1 * cStep), c10, c11, add);
        Put(c + (2 * cStep), c20, c21, add);
        Put(c + (3 * cStep), c30, c31, add);
        Put(c + (4 * cStep), c40, c41, add);
        Put(c + (5 * cStep), c50, c51, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block4(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint cStep, int k, bool add)
    {
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero;
        var a0 = a;
        var a3 = a + (3 * rowStep);
        var twoRows = 2 * rowStep;
        for (; k > 0; k--)
        {
            var b0 = S.Load(b);
            var b1 = S.Load(b + S.Width);
            var x = S.Broadcast(*a0);
            c00 = S.MultiplyAdd(x, b0, c00);
            c01 = S.MultiplyAdd(x, b1, c01);
            x = S.Broadcast(a0[rowStep]);
            c10 = S.MultiplyAdd(x, b0, c10);
            c11 = S.MultiplyAdd(x, b1, c11);
            x = S.Broadcast(a0[twoRows]);
            c20 = S.MultiplyAdd(x, b0, c20);
            c21 = S.MultiplyAdd(x, b1, c21);
            x = S.Broadcast(*a3);
            c30 = S.MultiplyAdd(x, b0, c30);
            c31 = S.MultiplyAdd(x, b1, c31);
            a0 += kStep;
            a3 += kStep;
            b += bStep;
        }
        Put(c, c00, c01, add);
        Put(c + (1 * cStep), c10, c11, add);
        Put(c + (2 * cStep), c20, c21, add);
        Put(c + (3 * cStep), c30, c31, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block2(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint cStep, int k, bool add)
    {
        V c00 = S.Zero, c01 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero;
        var a0 = a;
        for (; k > 0; k--)
        {
            var b0 = S.Load(b);
            var b1 = S.Load(b + S.Width);
            var x = S.Broadcast(*a0);
            c00 = S.MultiplyAdd(x, b0, c00);
            c01 = S.MultiplyAdd(x, b1, c01);
            x = S.Broadcast(a0[rowStep]);
            c10 = S.MultiplyAdd(x, b0, c10);
            c11 = S.MultiplyAdd(x, b1, c11);
            a0 += kStep;
            b += bStep;
        }
        Put(c, c00, c01, add);
        Put(c + (1 * cStep), c10, c11, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block1(float* a, nint rowStep, nint kStep, float* b, nint bStep, float* c, nint cStep, int k, bool add)
    {
        V c00 = S.Zero, c01 = S.Zero;
        var a0 = a;
        for (; k > 0; k--)
        {
            var b0 = S.Load(b);
            var b1 = S.Load(b + S.Width);
            var x = S.Broadcast(*a0);
            c00 = S.MultiplyAdd(x, b0, c00);
            c01 = S.MultiplyAdd(x, b1, c01);
            a0 += kStep;
            b += bStep;
        }
        Put(c, c00, c01, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(float* c, V low, V high, bool add)
    {
        if (add)
        {
            low = S.Add(S.Load(c), low);
            high = S.Add(S.Load(c + S.Width), high);
        }
        S.Store(low, c);
        S.Store(high, c + S.Width);
    }
}
