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
    public void AdamLeavesElementsWithoutGradientAlone()
    {
        var spans = new float[4][];
        for (var i = 0; i < 4; i++) spans[i] = new float[40];
        spans[0].AsSpan().Fill(0.5f);
        for (var step = 1; step <= 3; step++)
            Updates.Adam(spans[0], spans[1], spans[2], spans[3], new AdamUpdate(1, 1 / Math.Sqrt(1 - Math.Pow(0.999, step))));
        Assert.All(spans[0], value => Assert.Equal(0.5f, value));
        Assert.All(spans[2], value => Assert.Equal(0f, value));
    }

    [Theory]
    [InlineData(1e-44f)]
    [InlineData(1e-38f)]
    [InlineData(1e-25f)]
    [InlineData(1e-12f)]
    [InlineData(1e12f)]
    public void AdamStandsExtremeGradients(float gradient)
    {
        float[] p = [1f], m = [0f], v = [0f];
        Updates.Adam(p, [gradient], m, v, new AdamUpdate(1e-3 / 0.1, 1 / Math.Sqrt(0.001)));
        var expected = 1 - (1e-3 * gradient / (gradient + 1e-8));
        Assert.Equal(expected, p[0], 1e-7);
    }

    [Fact]
    public void AMeanThatFadesBecomesZeroInsteadOfADenormal()
    {
        float[] p = [1f], m = [1e-30f], v = [1f];
        for (var step = 0; step < 400; step++) Updates.Adam(p, [0f], m, v, new AdamUpdate(1e-3, 1));
        Assert.Equal(0f, m[0]);
    }

    [Fact]
    public void NaNIsNotHidden()
    {
        float[] p = [1f, 1f], m = [0f, 0f], v = [0f, 0f];
        Updates.Adam(p, [float.NaN, 1f], m, v, new AdamUpdate(1e-3, 1));
        Assert.True(float.IsNaN(p[0]));
        Assert.True(float.IsNaN(m[0]));
        Assert.True(float.IsFinite(p[1]));
    }

    [Fact]
    public void ThreadsDoNotChangeTheBits()
    {
        const int Count = 200_003;
        var before = Compute.Threads;
        try
        {
            var results = new List<float[]>();
            foreach (var threads in new[] { 1, 2, 5 })
            {
                Compute.Threads = threads;
                var (p, g, m, v) = (Random(1, Count), Random(2, Count), Random(3, Count), Random(4, Count, positive: true));
                Updates.Adam(p, g, m, v, new AdamUpdate(0.01, 1.5));
                Updates.Sgd(p, g, m, new SgdUpdate(0.01) { Momentum = 0.9 });
                Updates.RmsProp(p, g, v, m, default, new RmsPropUpdate(0.01));
                results.Add([.. p, .. m, .. v]);
            }
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            Compute.Threads = before;
        }
    }

    [Fact]
    public void SumsAgreeWithDouble()
    {
        foreach (var count in Lengths)
        {
            float[] a = Random(1, count), b = Random(2, count);
            var norm = a.Sum(x => (double)x * x);
            var distance = a.Zip(b).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2));
            Assert.Equal(norm, Updates.SquaredNorm(a), norm * 1e-6);
            Assert.Equal(distance, Updates.SquaredDistance(a, b), distance * 1e-6);
            Updates.Scale(b, 0.5f);
            Assert.Equal(Array.ConvertAll(Random(2, count), x => x * 0.5f), b);
        }
    }

    [Fact]
    public void SpansOfAnotherLengthAreRefused() =>
        Assert.Contains("needed: 3", Assert.Throws<ArgumentException>(
            () => Updates.Adam(new float[3], new float[3], new float[2], new float[3], new AdamUpdate(1, 1))).Message);

    static float[][] RunAll<S, V>(int count)
        where V : unmanaged
        where S : ISimd<V>
    {
        var results = new List<float[]>();
        var adam = new AdamUpdate(0.01, 1.2) { Decay = 0.1, GradientScale = 0.7, Shrink = 0.99 };
        Add((p, g, a, b, c) => UpdateKernels<S, V>.Adam(p, g, a, b, count, adam));
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
