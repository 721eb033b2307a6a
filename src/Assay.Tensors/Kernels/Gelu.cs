namespace Assay.Tensors.Kernels;

/// <summary>x Phi(x), with Phi the standard normal distribution function (Hendrycks and Gimpel, 2016).</summary>
readonly struct Gelu : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(x, Distribution<S, V>(x));

    public static V Distribution<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V>
    {
        var half = S.Broadcast(0.5f);
        return S.MultiplyAdd(half, VectorMath<S, V>.Erf(S.Multiply(x, S.Broadcast(0.70710678118654752f))), half);
    }
}

/// <summary>g (Phi(x) + x phi(x)).</summary>
readonly struct GeluGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V>
    {
        var density = S.Multiply(
            S.Broadcast(0.39894228040143268f), VectorMath<S, V>.ExpToLimits(S.Multiply(S.Broadcast(-0.5f), S.Multiply(x, x))));
        return S.Multiply(g, S.MultiplyAdd(x, density, Gelu.Distribution<S, V>(x)));
    }
}

/// <summary>0.5 x (1 + tanh u) = x / (1 + e^-2u) with u = sqrt(2 / pi) (x + 0.044715 x^3).</summary>
readonly struct GeluTanh : IUnary
{
    const float TwiceRoot = 1.59576912160573f;
    const float Cubic = 0.044715f;

    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(x, VectorMath<S, V>.Sigmoid(Exponent<S, V>(x)));

    /// <summary>2u.</summary>
    public static V Exponent<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(S.Multiply(S.Broadcast(TwiceRoot), x), Polynomial<S, V>(Cubic, x));

    /// <summary>d(2u) / dx.</summary>
    public static V Slope<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(S.Broadcast(TwiceRoot), Polynomial<S, V>(3 * Cubic, x));

    static V Polynomial<S, V>(float cubic, V x)
        where V : unmanaged
        where S : ISimd<V> => S.MultiplyAdd(S.Broadcast(cubic), S.Multiply(x, x), S.Broadcast(1f));
}

/// <summary>g (s + x s (1 - s) 2u') for s = 1 / (1 + e^-2u).</summary>
readonly struct GeluTanhGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V>
    {
        // Neither s nor 1 - s comes from a difference: x 2u' grows as x^3 and would magnify what rounding leaves of it.
        var twice = GeluTanh.Exponent<S, V>(x);
        var e = VectorMath<S, V>.Exp(S.Negate(S.Abs(twice)));
        var larger = S.Reciprocal(S.Add(S.Broadcast(1f), e));
        var smaller = S.Multiply(e, larger);
        var s = S.SelectGreater(twice, S.Zero, larger, smaller);
        return S.Multiply(g, S.MultiplyAdd(S.Multiply(x, S.Multiply(larger, smaller)), GeluTanh.Slope<S, V>(x), s));
    }
}
