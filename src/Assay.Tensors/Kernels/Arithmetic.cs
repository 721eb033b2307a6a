namespace Assay.Tensors.Kernels;

readonly struct Identity : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => x;
}

readonly struct Negated : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Negate(x);
}

readonly struct Offset(float value) : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Add(x, S.Broadcast(value));
}

readonly struct Scaled(float value) : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(x, S.Broadcast(value));
}

/// <summary>value / x.</summary>
readonly struct Over(float value) : IUnary
{
    public V Apply<S, V>(V x)
        where V : unmanaged
        where S : ISimd<V> => S.Divide(S.Broadcast(value), x);
}

/// <summary>The gradient of value / x: -g value / x^2.</summary>
readonly struct OverGradient(float value) : IBinary
{
    public V Apply<S, V>(V g, V x)
        where V : unmanaged
        where S : ISimd<V> => S.Negate(S.Divide(S.Multiply(g, S.Divide(S.Broadcast(value), x)), x));
}

readonly struct Sum : IBinary
{
    public V Apply<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.Add(x, y);
}

readonly struct Difference : IBinary
{
    public V Apply<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.Subtract(x, y);
}

readonly struct Product : IBinary
{
    public V Apply<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.Multiply(x, y);
}

readonly struct Quotient : IBinary
{
    public V Apply<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.Divide(x, y);
}

/// <summary>The gradient of q = a / b by b: -g q / b.</summary>
readonly struct DivisorGradient : ITernary
{
    public V Apply<S, V>(V g, V q, V b)
        where V : unmanaged
        where S : ISimd<V> => S.Negate(S.Divide(S.Multiply(g, q), b));
}

/// <summary>The larger of two, NaN if either is.</summary>
readonly struct Larger : IBinary
{
    // Neither greater means equal or NaN; half of each keeps both.
    public V Apply<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.SelectGreater(x, y, x, S.SelectGreater(y, x, y, Halves.Of<S, V>(x, y)));
}

/// <summary>The smaller of two, NaN if either is.</summary>
readonly struct Smaller : IBinary
{
    public V Apply<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.SelectGreater(y, x, x, S.SelectGreater(x, y, y, Halves.Of<S, V>(x, y)));
}

/// <summary>g where x is greater than y, half of it where they are equal, 0 elsewhere.</summary>
readonly struct GreaterGradient : ITernary
{
    public V Apply<S, V>(V g, V x, V y)
        where V : unmanaged
        where S : ISimd<V> =>
        S.SelectGreater(x, y, g, S.SelectGreater(y, x, S.Zero, S.Multiply(S.Broadcast(0.5f), g)));
}

/// <summary>g where x is less than y, half of it where they are equal, 0 elsewhere.</summary>
readonly struct LessGradient : ITernary
{
    public V Apply<S, V>(V g, V x, V y)
        where V : unmanaged
        where S : ISimd<V> =>
        S.SelectGreater(y, x, g, S.SelectGreater(x, y, S.Zero, S.Multiply(S.Broadcast(0.5f), g)));
}

/// <summary>x where the mask is above 0, y elsewhere.</summary>
readonly struct Selected : ITernary
{
    public V Apply<S, V>(V mask, V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.SelectGreater(mask, S.Zero, x, y);
}

/// <summary>g where the mask is above 0, 0 elsewhere.</summary>
readonly struct SelectedGradient : IBinary
{
    public V Apply<S, V>(V g, V mask)
        where V : unmanaged
        where S : ISimd<V> => S.SelectGreater(mask, S.Zero, g, S.Zero);
}

/// <summary>0 where the mask is above 0, g elsewhere.</summary>
readonly struct UnselectedGradient : IBinary
{
    public V Apply<S, V>(V g, V mask)
        where V : unmanaged
        where S : ISimd<V> => S.SelectGreater(mask, S.Zero, S.Zero, g);
}

static class Halves
{
    public static V Of<S, V>(V x, V y)
        where V : unmanaged
        where S : ISimd<V> => S.MultiplyAdd(x, S.Broadcast(0.5f), S.Multiply(y, S.Broadcast(0.5f)));
}
