namespace Assay.Tensors.Kernels;

/// <summary>
/// One instruction set, seen as vectors <typeparamref name="V"/> of <see cref="Width"/> floats.
/// Kernels are written once, generic over this, and specialised by the JIT for each implementation;
/// every implementation runs on every machine (the runtime emulates what the processor lacks), so tests cover all of them.
/// </summary>
unsafe interface ISimd<V>
    where V : unmanaged
{
    /// <summary>Floats per vector.</summary>
    static abstract int Width { get; }

    /// <summary>Vectors to a row of the largest matrix-product block, 4 with 32 registers and 2 with 16.</summary>
    static abstract int BlockVectors { get; }

    static abstract V Zero { get; }

    static abstract V Broadcast(float value);

    static abstract V Load(float* source);

    static abstract void Store(V value, float* target);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    /// <summary>a * b + c, fused where the processor can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>1 / a to about one unit in the last place; a must be finite, normal and non-zero.</summary>
    static abstract V Reciprocal(V a);

    /// <summary>Square root to about one unit in the last place; a must be finite, normal and positive.</summary>
    static abstract V NormalSqrt(V a);

    static abstract V Sqrt(V a);

    /// <summary>The smaller of a and b; a NaN in <paramref name="b"/> survives.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger of a and b; a NaN in <paramref name="b"/> survives.</summary>
    static abstract V Max(V a, V b);

    static abstract V Abs(V a);

    static abstract V Negate(V a);

    /// <summary>Where a &gt; b the lanes of <paramref name="yes"/>, elsewhere those of <paramref name="no"/>.</summary>
    static abstract V SelectGreater(V a, V b, V yes, V no);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract V Round(V a);

    /// <summary>value * 2^exponent for whole exponents in [-126, 127].</summary>
    static abstract V Scale(V value, V exponent);

    /// <summary>Splits a positive normal number into mantissa in [1, 2) and its whole exponent.</summary>
    static abstract V Mantissa(V a, out V exponent);

    /// <summary>
    /// Reads four floats of each of <see cref="Width"/> rows and writes them as four vectors, the first floats of all rows first.
    /// Steps are floats from one row, or vector, to the next.
    /// </summary>
    static abstract void Transpose(float* source, nint sourceStep, float* target, nint targetStep);

    /// <summary>Sum of the lanes, pairwise from the outside in.</summary>
    static abstract float Sum(V a);
}
