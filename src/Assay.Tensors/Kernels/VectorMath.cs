using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Exponential family on vectors, a few units in the last place from the exact value. NaN goes through unchanged.
/// </summary>
static class VectorMath<S, V>
    where V : unmanaged
    where S : ISimd<V>
{
    /// <summary>e^x, saturating outside [-87.3, 88.3].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        var p = ExpParts(S.Min(S.Broadcast(88.3762626647949f), S.Max(S.Broadcast(-87.3365447504f), x)), out var n);
        return S.Scale(p, n);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x) => S.Reciprocal(S.Add(S.Broadcast(1f), Exp(S.Negate(S.Max(S.Broadcast(-85f), x)))));

    /// <summary>tanh x as an odd rational function of degree 13 over 6 (the minimax fit used by Eigen), exact to a few ulp; saturates at |x| = 7.9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        x = S.Min(S.Broadcast(7.90531110763549805f), S.Max(S.Broadcast(-7.90531110763549805f), x));
        var x2 = S.Multiply(x, x);
        var p = S.Broadcast(-2.76076847742355e-16f);
        p = S.MultiplyAdd(p, x2, S.Broadcast(2.00018790482477e-13f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(-8.60467152213735e-11f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(5.12229709037114e-08f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(1.48572235717979e-05f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(6.37261928875436e-04f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(4.89352455891786e-03f));
        var q = S.Broadcast(1.19825839466702e-06f);
        q = S.MultiplyAdd(q, x2, S.Broadcast(1.18534705686654e-04f));
        q = S.MultiplyAdd(q, x2, S.Broadcast(2.26843463243900e-03f));
        q = S.MultiplyAdd(q, x2, S.Broadcast(4.89352518554385e-03f));
        return S.Multiply(S.Multiply(x, p), S.Reciprocal(q));
    }

    /// <summary>e^x over the whole range: infinity where floats end, 0 below 1.7e-38.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpToLimits(V x)
    {
        var p = ExpParts(S.Min(S.Broadcast(89f), S.Max(S.Broadcast(-87.5f), x)), out var n);
        // One power of two less than n: n = 128 stays in range, and n = -126 becomes the factor 0.
        return S.Scale(S.Add(p, p), S.Subtract(n, S.Broadcast(1f)));
    }

    /// <summary>Natural logarithm (Cephes' logf coefficients): -infinity at 0, NaN below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        // Numbers below the normal ones are brought up by 2^23 first.
        var smallest = S.Broadcast(1.17549435e-38f);
        var normal = S.SelectGreater(smallest, x, S.Multiply(x, S.Broadcast(8388608f)), x);
        var shift = S.SelectGreater(smallest, x, S.Broadcast(-23f), S.Zero);
        var m = S.Mantissa(normal, out var e);
        V one = S.Broadcast(1f), rootOfTwo = S.Broadcast(1.41421356237f);
        e = S.Add(S.Add(e, shift), S.SelectGreater(m, rootOfTwo, one, S.Zero));
        var f = S.Subtract(S.SelectGreater(m, rootOfTwo, S.Multiply(S.Broadcast(0.5f), m), m), one);
        var f2 = S.Multiply(f, f);
        var p = S.Broadcast(7.0376836292e-2f);
        p = S.MultiplyAdd(p, f, S.Broadcast(-1.1514610310e-1f));
        p = S.MultiplyAdd(p, f, S.Broadcast(1.1676998740e-1f));
        p = S.MultiplyAdd(p, f, S.Broadcast(-1.2420140846e-1f));
        p = S.MultiplyAdd(p, f, S.Broadcast(1.4249322787e-1f));
        p = S.MultiplyAdd(p, f, S.Broadcast(-1.6668057665e-1f));
        p = S.MultiplyAdd(p, f, S.Broadcast(2.0000714765e-1f));
        p = S.MultiplyAdd(p, f, S.Broadcast(-2.4999993993e-1f));
        p = S.MultiplyAdd(p, f, S.Broadcast(3.3333331174e-1f));
        p = S.Multiply(S.Multiply(p, f), f2);
        p = S.MultiplyAdd(e, S.Broadcast(-2.12194440e-4f), p);
        p = S.MultiplyAdd(f2, S.Broadcast(-0.5f), p);
        var log = S.MultiplyAdd(e, S.Broadcast(0.693359375f), S.Add(f, p));
        log = S.SelectGreater(x, S.Broadcast(float.MaxValue), x, log);
        var outside = S.SelectGreater(S.Zero, x, S.Broadcast(float.NaN), S.Add(x, S.Broadcast(float.NegativeInfinity)));
        return S.SelectGreater(x, S.Zero, log, outside);
    }

    /// <summary>log(1 + x) for x in [0, 1], exact for small x (Kahan's correction of the rounded sum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogOnePlus(V x)
    {
        var sum = S.Add(S.Broadcast(1f), x);
        var rounded = S.Subtract(sum, S.Broadcast(1f));
        return S.SelectGreater(rounded, S.Zero, S.Multiply(Log(sum), S.Divide(x, rounded)), x);
    }

    /// <summary>The error function as an odd rational function of degree 13 over 8 (the fit used by Eigen); saturates at |x| = 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf(V x)
    {
        x = S.Min(S.Broadcast(4f), S.Max(S.Broadcast(-4f), x));
        var x2 = S.Multiply(x, x);
        var p = S.Broadcast(-2.72614225801306e-10f);
        p = S.MultiplyAdd(p, x2, S.Broadcast(2.77068142495902e-08f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(-2.10102402082508e-06f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(-5.69250639462346e-05f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(-7.34990630326855e-04f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(-2.95459980854025e-03f));
        p = S.MultiplyAdd(p, x2, S.Broadcast(-1.60960333262415e-02f));
        var q = S.Broadcast(-1.45660718464996e-05f);
        q = S.MultiplyAdd(q, x2, S.Broadcast(-2.13374055278905e-04f));
        q = S.MultiplyAdd(q, x2, S.Broadcast(-1.68282697438203e-03f));
        q = S.MultiplyAdd(q, x2, S.Broadcast(-7.37332916720468e-03f));
        q = S.MultiplyAdd(q, x2, S.Broadcast(-1.42647390514189e-02f));
        return S.Divide(S.Multiply(x, p), q);
    }

    /// <summary>e^x as 2^n times the result: x = n ln 2 + r, and a polynomial of degree 6 in r (Cephes' expf coefficients).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ExpParts(V x, out V n)
    {
        n = S.Round(S.Multiply(x, S.Broadcast(1.44269504088896341f)));
        var r = S.MultiplyAdd(n, S.Broadcast(-0.693359375f), x);
        r = S.MultiplyAdd(n, S.Broadcast(2.12194440e-4f), r);
        var p = S.Broadcast(1.9875691500e-4f);
        p = S.MultiplyAdd(p, r, S.Broadcast(1.3981999507e-3f));
        p = S.MultiplyAdd(p, r, S.Broadcast(8.3334519073e-3f));
        p = S.MultiplyAdd(p, r, S.Broadcast(4.1665795894e-2f));
        p = S.MultiplyAdd(p, r, S.Broadcast(1.6666665459e-1f));
        p = S.MultiplyAdd(p, r, S.Broadcast(5.0000001201e-1f));
        p = S.MultiplyAdd(p, S.Multiply(r, r), S.Add(r, S.Broadcast(1f)));
        return p;
    }
}
