namespace Assay.Tensors.Kernels;

readonly struct Exponential : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => VectorMath<S, V>.ExpToLimits(x);
}

readonly struct Logarithm : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => VectorMath<S, V>.Log(x);
}

readonly struct SquareRoot : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Sqrt(x);
}

/// <summary>g / (2 y) for y = sqrt x.</summary>
readonly struct SquareRootGradient : IBinary
{
    public V Apply<S, V>(V g, V y)
        where V : unmanaged
        where S : ISimd<V> => S.Divide(S.Multiply(S.Broadcast(0.5f), g), y);
}

readonly struct Squared : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(x, x);
}

readonly struct SquaredGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(S.Add(g, g), x);
}

readonly struct Absolute : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Abs(x);
}

/// <summary>g sign x; 0 at 0, NaN at NaN.</summary>
readonly struct AbsoluteGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V> =>
        S.SelectGreater(x, S.Zero, g, S.SelectGreater(S.Zero, x, S.Negate(g), S.Multiply(g, x)));
}

readonly struct Clamped(float min, float max) : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Min(S.Broadcast(max), S.Max(S.Broadcast(min), x));
}

/// <summary>g inside [min, max] and at its ends, 0 outside.</summary>
readonly struct ClampedGradient(float min, float max) : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V> =>
        S.SelectGreater(S.Broadcast(min), x, S.Zero, S.SelectGreater(x, S.Broadcast(max), S.Zero, g));
}

readonly struct HyperbolicTangent : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => VectorMath<S, V>.Tanh(x);
}

/// <summary>g (1 - y^2) for y = tanh x.</summary>
readonly struct HyperbolicTangentGradient : IBinary
{
    public V Apply<S, V>(V g, V y)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(g, S.Subtract(S.Broadcast(1f), S.Multiply(y, y)));
}

readonly struct Logistic : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => VectorMath<S, V>.Sigmoid(x);
}

/// <summary>g y (1 - y) for y = sigmoid x.</summary>
readonly struct LogisticGradient : IBinary
{
    public V Apply<S, V>(V g, V y)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(g, S.Multiply(y, S.Subtract(S.Broadcast(1f), y)));
}

readonly struct Rectified : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Max(S.Zero, x);
}

/// <summary>0 where x is at most 0, g elsewhere and at NaN.</summary>
readonly struct RectifiedGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V> => S.SelectGreater(S.Broadcast(float.Epsilon), x, S.Zero, g);
}

/// <summary>x sigmoid x.</summary>
readonly struct Swish : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(x, VectorMath<S, V>.Sigmoid(x));
}

readonly struct SwishGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V>
    {
        var one = S.Broadcast(1f);
        var s = VectorMath<S, V>.Sigmoid(x);
        return S.Multiply(g, S.Multiply(s, S.MultiplyAdd(x, S.Subtract(one, s), one)));
    }
}

/// <summary>log(1 + e^x).</summary>
readonly struct SoftRectified : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> =>
        S.Add(S.Max(S.Zero, x), VectorMath<S, V>.LogOnePlus(VectorMath<S, V>.ExpToLimits(S.Negate(S.Abs(x)))));
}

readonly struct SoftRectifiedGradient : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(g, VectorMath<S, V>.Sigmoid(x));
}
