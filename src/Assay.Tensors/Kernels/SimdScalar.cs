using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>One float at a time: for processors without vectors, and the plain twin that tests hold the others against.</summary>
readonly unsafe struct SimdScalar : ISimd<float>
{
    public static int Width => 1;

    public static int BlockVectors => 2;

    public static float Zero => 0f;

    public static float Broadcast(float value) => value;

    public static float Load(float* source) => *source;

    public static void Store(float value, float* target) => *target = value;

    public static float Add(float a, float b) => a + b;

    public static float Subtract(float a, float b) => a - b;

    public static float Multiply(float a, float b) => a * b;

    public static float Divide(float a, float b) => a / b;

    public static float MultiplyAdd(float a, float b, float c) => (a * b) + c;

    public static float Reciprocal(float a) => 1f / a;

    public static float NormalSqrt(float a) => MathF.Sqrt(a);

    public static float Sqrt(float a) => MathF.Sqrt(a);

    public static float Min(float a, float b) => a < b ? a : b;

    public static float Max(float a, float b) => a > b ? a : b;

    public static float Abs(float a) => MathF.Abs(a);

    public static float Negate(float a) => -a;

    public static float SelectGreater(float a, float b, float yes, float no) => a > b ? yes : no;

    public static float Round(float a) => MathF.Round(a);

    public static float Scale(float value, float exponent) =>
        value * BitConverter.Int32BitsToSingle((int)exponent + 127 << 23);

    public static float Mantissa(float a, out float exponent)
    {
        var bits = BitConverter.SingleToInt32Bits(a);
        exponent = (bits >>> 23) - 127;
        return BitConverter.Int32BitsToSingle((bits & 0x007FFFFF) | 0x3F800000);
    }

    public static float Sum(float a) => a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* source, nint sourceStep, float* target, nint targetStep) =>
        Lanes<SimdScalar, float>.Transpose(source, sourceStep, target, targetStep);
}
