using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>
/// Exponential family on vectors, a few units in the last place from the exact value. NaN goes through unchanged.
/// </summary>
static class VectorMath<S, V>
    where V : unmanaged
    where S : ISimd<V>
{
    /// <summary>e^x: x = n ln 2 + r, a degree-6 polynomial in r (Cephes' expf coefficients), then the exponent. Saturates outside [-87.3, 88.3].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        x = S.Min(S.Broadcast(88.3762626647949f), S.Max(S.Broadcast(-87.3365447504f), x));
        var n = S.Round(S.Multiply(x, S.Broadcast(1.44269504088896341f)));
        var r = S.MultiplyAdd(n, S.Broadcast(-0.693359375f), x);
        r = S.MultiplyAdd(n, S.Broadcast(2.12194440e-4f), r);
        var p = S.Broadcast(1.9875691500e-4f);
        p = S.MultiplyAdd(p, r, S.Broadcast(1.3981999507e-3f));
        p = S.MultiplyAdd(p, r, S.Broadcast(8.3334519073e-3f));
        p = S.MultiplyAdd(p, r, S.Broadcast(4.1665795894e-2f));
        p = S.MultiplyAdd(p, r, S.Broadcast(1.6666665459e-1f));
        p = S.MultiplyAdd(p, r, S.Broadcast(5.0000001201e-1f));
        p = S.MultiplyAdd(p, S.Multiply(r, r), S.Add(r, S.Broadcast(1f)));
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
}
