using System.Runtime.Intrinsics;
using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Tests.Training;

public unsafe class UpdateKernelTests
{
    const float Guard = 12345;
    static readonly int[] Lengths = [0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 64, 511, 512, 513, 1500];

    [Fact]
    public void EveryInstructionSetAgreesWithScalarAndStaysInside()
    {
        foreach (var count in Lengths)
        {
            var expected = RunAll<SimdScalar, float>(count);
            Compare(expected, RunAll<Simd128, Vector128<float>>(count), $"128-bit, {count}");
            Compare(expected, RunAll<Simd256, Vector256<float>>(count), $"AVX2, {count}");
            Compare(expected, RunAll<Simd512, Vector512<float>>(count), $"AVX-512, {count}");
        }
    }

    [Fact]
    public void FetchingEarlyChangesNothing()
    {
        foreach (var count in Lengths) Assert.Equal(Adam(fetch: false, count), Adam(fetch: true, count));

        static float[][] Adam(bool fetch, int count)
        {
            float[][] spans = [Random(1, count), Random(2, count), Random(3, count), Random(4, count, positive: true)];
            fixed (float* p = spans[0], g = spans[1], m = spans[2], v = spans[3])
                UpdateKernels<Simd512, Vector512<float>>.Adam(p, g, m, v, count, fetch, new AdamUpdate(0.01, 1.2));
            return spans;
        }
    }

    [Fact]
    public void AdamLeavesElementsWithoutGradientAlone()
    {
        Tensor p = Of(Enumerable.Repeat(0.5f, 40)), m = Tensor.Zeros(40);
        var list = new UpdateList();
        list.Add(p, Tensor.Zeros(40), m, Tensor.Zeros(40));
        for (var step = 1; step <= 3; step++) list.Adam(new AdamUpdate(1, 1 / Math.Sqrt(1 - Math.Pow(0.999, step))));
        Assert.All(p.ToArray(), value => Assert.Equal(0.5f, value));
        Assert.All(m.ToArray(), value => Assert.Equal(0f, value));
    }

    [Theory]
    [InlineData(1e-44f)]
    [InlineData(1e-38f)]
    [InlineData(1e-25f)]
    [InlineData(1e-12f)]
    [InlineData(1e12f)]
    public void AdamStandsExtremeGradients(float gradient)
    {
        var p = Of([1f]);
        var list = new UpdateList();
        list.Add(p, Of([gradient]), Tensor.Zeros(1), Tensor.Zeros(1));
        list.Adam(new AdamUpdate(1e-3 / 0.1, 1 / Math.Sqrt(0.001)));
        var expected = 1 - (1e-3 * gradient / (gradient + 1e-8));
        Assert.Equal(expected, p.Item(), 1e-7);
    }

    [Fact]
    public void AMeanThatFadesBecomesZeroInsteadOfADenormal()
    {
        var m = Of([1e-30f]);
        var list = new UpdateList();
        list.Add(Of([1f]), Of([0f]), m, Of([1f]));
        for (var step = 0; step < 400; step++) list.Adam(new AdamUpdate(1e-3, 1));
        Assert.Equal(0f, m.Item());
    }

    [Fact]
    public void NaNIsNotHidden()
    {
        Tensor p = Of([1f, 1f]), m = Tensor.Zeros(2);
        var list = new UpdateList();
        list.Add(p, Of([float.NaN, 1f]), m, Tensor.Zeros(2));
        list.Adam(new AdamUpdate(1e-3, 1));
        Assert.True(float.IsNaN(p.Span[0]));
        Assert.True(float.IsNaN(m.Span[0]));
        Assert.True(float.IsFinite(p.Span[1]));
    }

    [Fact]
    public void SumsAgreeWithDouble()
    {
        foreach (var count in Lengths.Concat([4095, 4096, 9000]))
        {
            float[] a = Random(1, count), b = Random(2, count);
            var norm = a.Sum(x => (double)x * x);
            var distance = a.Zip(b).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2));
            Assert.Equal(norm, Updates.SquaredNorm(a), norm * 1e-6);
            Assert.Equal(distance, Updates.SquaredDistance(a, b), distance * 1e-6);
            foreach (var sum in new[]
            {
                SquaredNorm<SimdScalar, float>(a), SquaredNorm<Simd128, Vector128<float>>(a),
                SquaredNorm<Simd256, Vector256<float>>(a), SquaredNorm<Simd512, Vector512<float>>(a),
            }) Assert.Equal(norm, sum, norm * 1e-6);
        }
    }

    static double SquaredNorm<S, V>(float[] values)
        where V : unmanaged
        where S : ISimd<V>
    {
        fixed (float* x = values) return UpdateKernels<S, V>.SquaredNorm(x, values.Length);
    }

    static Tensor Of(IEnumerable<float> values)
    {
        var array = values.ToArray();
        return Tensor.From(array, array.Length);
    }

    static float[][] RunAll<S, V>(int count)
        where V : unmanaged
        where S : ISimd<V>
    {
        var results = new List<float[]>();
        var adam = new AdamUpdate(0.01, 1.2) { Decay = 0.1, GradientScale = 0.7, Shrink = 0.99 };
        Add((p, g, a, b, c) => UpdateKernels<S, V>.Adam(p, g, a, b, count, fetch: false, adam));
        Add((p, g, a, b, c) => UpdateKernels<S, V>.Sgd(p, g, null, count, new SgdUpdate(0.1) { Decay = 0.2 }));
        foreach (var nesterov in new[] { true, false })
            Add((p, g, a, b, c) => UpdateKernels<S, V>.Sgd(p, g, a, count, new SgdUpdate(0.1) { Momentum = 0.9, Intake = 0.8, Nesterov = nesterov }));
        var rms = new RmsPropUpdate(0.01) { Momentum = 0.9, GradientScale = 0.5, Epsilon = 1e-3 };
        Add((p, g, a, b, c) => UpdateKernels<S, V>.RmsProp(p, g, b, null, null, count, rms));
        Add((p, g, a, b, c) => UpdateKernels<S, V>.RmsProp(p, g, b, a, c, count, rms));
        return [.. results];

        void Add(Kernel kernel)
        {
            float[][] spans = [Random(1, count), Random(2, count), Random(3, count), Random(4, count, positive: true), Random(5, count)];
            for (var i = 0; i < spans.Length; i++) spans[i] = [.. spans[i], Guard];
            fixed (float* p = spans[0], g = spans[1], a = spans[2], b = spans[3], c = spans[4]) kernel(p, g, a, b, c);
            results.AddRange(spans);
        }
    }

    static void Compare(float[][] expected, float[][] actual, string name)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(Guard, actual[i][^1]);
            for (var j = 0; j < expected[i].Length; j++)
            {
                var (needed, given) = (expected[i][j], actual[i][j]);
                Assert.True(Math.Abs(needed - given) <= 1e-5f * (1 + Math.Abs(needed)), $"{name}: array {i}, element {j}: {given}, scalar {needed}");
            }
        }
    }

    static float[] Random(ulong seed, int count, bool positive = false)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, count).Select(_ => positive ? 1 + rng.NextFloat() : rng.NextNormal())];
    }

    delegate void Kernel(float* parameter, float* gradient, float* a, float* b, float* c);
}
