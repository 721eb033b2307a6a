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

/// <summary>0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))).</summary>
readonly struct GeluTanh : IUnary
{
    public const float Slope = 0.79788456080286536f;
    public const float Cubic = 0.044715f;

    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V>
    {
        var half = S.Multiply(S.Broadcast(0.5f), x);
        return S.MultiplyAdd(half, Tanh<S, V>(x), half);
    }

    public static V Tanh<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => VectorMath<S, V>.Tanh(S.Multiply(
            S.Multiply(S.Broadcast(Slope), x), S.MultiplyAdd(S.Broadcast(Cubic), S.Multiply(x, x), S.Broadcast(1f))));
}

readonly struct GeluTanhGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V>
    {
        V one = S.Broadcast(1f), half = S.Broadcast(0.5f);
        var t = GeluTanh.Tanh<S, V>(x);
        var inner = S.Multiply(
            S.Broadcast(GeluTanh.Slope), S.MultiplyAdd(S.Broadcast(3 * GeluTanh.Cubic), S.Multiply(x, x), one));
        var slope = S.Multiply(S.Subtract(one, S.Multiply(t, t)), inner);
        return S.Multiply(g, S.Multiply(half, S.Add(S.Add(one, t), S.Multiply(x, slope))));
    }
}
