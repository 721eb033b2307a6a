namespace Assay.Tensors.Kernels;

/// <summary>mean + e^(logVariance / 2) noise.</summary>
readonly struct Noisy : ITernary
{
    public V Apply<S, V>(V mean, V logVariance, V noise)
        where V : unmanaged
        where S : ISimd<V> => S.MultiplyAdd(Deviation<S, V>(logVariance), noise, mean);

    public static V Deviation<S, V>(V logVariance)
        where V : unmanaged
        where S : ISimd<V> => VectorMath<S, V>.ExpToLimits(S.Multiply(S.Broadcast(0.5f), logVariance));
}

/// <summary>The gradient of the same by logVariance: g noise e^(logVariance / 2) / 2.</summary>
readonly struct NoisyGradient : ITernary
{
    public V Apply<S, V>(V g, V logVariance, V noise)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(S.Multiply(S.Broadcast(0.5f), g), S.Multiply(noise, Noisy.Deviation<S, V>(logVariance)));
}

/// <summary>mean^2 + e^logVariance - logVariance - 1.</summary>
readonly struct Divergence : IBinary
{
    public V Apply<S, V>(V mean, V logVariance)
        where V : unmanaged
        where S : ISimd<V> =>
        S.MultiplyAdd(mean, mean, S.Subtract(S.Subtract(VectorMath<S, V>.ExpToLimits(logVariance), logVariance), S.Broadcast(1f)));
}

/// <summary>g (e^logVariance - 1) / 2, the gradient of half of it.</summary>
readonly struct DivergenceGradient(float g) : IUnary
{
    public V Apply<S, V>(V logVariance)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(S.Broadcast(0.5f * g), S.Subtract(VectorMath<S, V>.ExpToLimits(logVariance), S.Broadcast(1f)));
}
