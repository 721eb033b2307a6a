using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>A function of one float, on vectors.</summary>
interface IUnary
{
    V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V>;
}

/// <summary>A function of two floats, on vectors.</summary>
interface IBinary
{
    V Apply<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V>;
}

/// <summary>A function of three floats, on vectors.</summary>
interface ITernary
{
    V Apply<S, V>(V x, V y, V z)
        where V : unmanaged
        where S : ISimd<V>;
}

/// <summary>
/// target (+)= f(a), f(a, b) or f(a, b, c), element by element. The target may be one of the sources. The last lanes of a
/// range go through the same vector instructions as all others, so where a range is split never changes a bit.
/// </summary>
static unsafe class Elementwise
{
    const int Grain = 1 << 15;

    public static void Map<F>(F function, ReadOnlySpan<float> a, Span<float> target, bool add = false)
        where F : struct, IUnary
    {
        Check(a.Length, target.Length);
        fixed (float* pa = a, pt = target)
        {
            var job = new UnaryJob<F> { A = pa, Target = pt, Function = function, Add = add };
            VectorJob.For(ref job, target.Length, Grain);
        }
    }

    public static void Map<F>(F function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> target, bool add = false)
        where F : struct, IBinary
    {
        Check(a.Length, target.Length);
        Check(b.Length, target.Length);
        fixed (float* pa = a, pb = b, pt = target)
        {
            var job = new BinaryJob<F> { A = pa, B = pb, Target = pt, Function = function, Add = add };
            VectorJob.For(ref job, target.Length, Grain);
        }
    }

    public static void Map<F>(
        F function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> target, bool add = false)
        where F : struct, ITernary
    {
        Check(a.Length, target.Length);
        Check(b.Length, target.Length);
        Check(c.Length, target.Length);
        fixed (float* pa = a, pb = b, pc = c, pt = target)
        {
            var job = new TernaryJob<F> { A = pa, B = pb, C = pc, Target = pt, Function = function, Add = add };
            VectorJob.For(ref job, target.Length, Grain);
        }
    }

    static void Check(int given, int needed)
    {
        if (given != needed) throw new ArgumentException($"An element-wise kernel needs {needed} elements; given {given}.");
    }

    internal struct UnaryJob<F> : IVectorJob
        where F : struct, IUnary
    {
        public float* A, Target;
        public F Function;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            float* a = A, target = Target;
            var (f, add) = (Function, Add);
            var i = begin;
            for (; i <= end - S.Width; i += S.Width)
            {
                var value = f.Apply<S, V>(S.Load(a + i));
                S.Store(add ? S.Add(S.Load(target + i), value) : value, target + i);
            }
            if (i == end) return;
            var last = f.Apply<S, V>(Lanes<S, V>.Load(a + i, end - i));
            Lanes<S, V>.Store(add ? S.Add(Lanes<S, V>.Load(target + i, end - i), last) : last, target + i, end - i);
        }
    }

    internal struct BinaryJob<F> : IVectorJob
        where F : struct, IBinary
    {
        public float* A, B, Target;
        public F Function;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            float* a = A, b = B, target = Target;
            var (f, add) = (Function, Add);
            var i = begin;
            for (; i <= end - S.Width; i += S.Width)
            {
                var value = f.Apply<S, V>(S.Load(a + i), S.Load(b + i));
                S.Store(add ? S.Add(S.Load(target + i), value) : value, target + i);
            }
            if (i == end) return;
            var last = f.Apply<S, V>(Lanes<S, V>.Load(a + i, end - i), Lanes<S, V>.Load(b + i, end - i));
            Lanes<S, V>.Store(add ? S.Add(Lanes<S, V>.Load(target + i, end - i), last) : last, target + i, end - i);
        }
    }

    internal struct TernaryJob<F> : IVectorJob
        where F : struct, ITernary
    {
        public float* A, B, C, Target;
        public F Function;
        public bool Add;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<S, V>(int begin, int end)
            where V : unmanaged
            where S : ISimd<V>
        {
            float* a = A, b = B, c = C, target = Target;
            var (f, add) = (Function, Add);
            var i = begin;
            for (; i <= end - S.Width; i += S.Width)
            {
                var value = f.Apply<S, V>(S.Load(a + i), S.Load(b + i), S.Load(c + i));
                S.Store(add ? S.Add(S.Load(target + i), value) : value, target + i);
            }
            if (i == end) return;
            var count = end - i;
            var last = f.Apply<S, V>(Lanes<S, V>.Load(a + i, count), Lanes<S, V>.Load(b + i, count), Lanes<S, V>.Load(c + i, count));
            Lanes<S, V>.Store(add ? S.Add(Lanes<S, V>.Load(target + i, count), last) : last, target + i, count);
        }
    }
}
