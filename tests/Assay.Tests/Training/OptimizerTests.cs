using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class OptimizerTests
{
    public static TheoryData<string, Func<(string, Parameter)[], Optimizer>, Action<double[], double[], int>> Settings => new()
    {
        { "sgd", p => new Sgd(p, 0.1), OptimizerReference.Sgd(0.1, 0, 0, 0, false) },
        { "sgd decay", p => new Sgd(p, 0.1, weightDecay: 0.01), OptimizerReference.Sgd(0.1, 0, 0, 0.01, false) },
        { "sgd momentum", p => new Sgd(p, 0.02, 0.9), OptimizerReference.Sgd(0.02, 0.9, 0, 0, false) },
        { "sgd dampening", p => new Sgd(p, 0.02, 0.9, 0.3, 0.02), OptimizerReference.Sgd(0.02, 0.9, 0.3, 0.02, false) },
        { "sgd nesterov", p => new Sgd(p, 0.02, 0.8, nesterov: true), OptimizerReference.Sgd(0.02, 0.8, 0, 0, true) },
        { "adam", p => new Adam(p), OptimizerReference.Adam(1e-3, 0.9, 0.999, 1e-8, 0, false) },
        { "adam decay", p => new Adam(p, 0.01, 0.8, 0.99, 1e-6, 0.1), OptimizerReference.Adam(0.01, 0.8, 0.99, 1e-6, 0.1, false) },
        { "adam no momentum", p => new Adam(p, 0.01, 0, 0.9), OptimizerReference.Adam(0.01, 0, 0.9, 1e-8, 0, false) },
        { "adamw", p => new AdamW(p), OptimizerReference.Adam(1e-3, 0.9, 0.999, 1e-8, 0.01, true) },
        { "adamw strong", p => new AdamW(p, 0.05, weightDecay: 0.5), OptimizerReference.Adam(0.05, 0.9, 0.999, 1e-8, 0.5, true) },
        { "rmsprop", p => new RmsProp(p), OptimizerReference.RmsProp(1e-2, 0.99, 1e-8, 0, 0, false) },
        { "rmsprop momentum", p => new RmsProp(p, 1e-3, 0.9, 1e-6, 0.01, 0.9), OptimizerReference.RmsProp(1e-3, 0.9, 1e-6, 0.01, 0.9, false) },
        { "rmsprop centered", p => new RmsProp(p, 1e-3, centered: true, momentum: 0.5), OptimizerReference.RmsProp(1e-3, 0.99, 1e-8, 0, 0.5, true) },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void HundredStepsFollowTheFormula(string name, Func<(string, Parameter)[], Optimizer> make, Action<double[], double[], int> reference)
    {
        const int Count = 37;
        var rng = new Rng(3);
        var parameter = Filled(rng, Count);
        var expected = Array.ConvertAll(parameter.ToArray(), x => (double)x);
        var optimizer = make([("w", parameter)]);
        for (var step = 1; step <= 100; step++)
        {
            // Gradients over eight decades, one element without any.
            var gradient = Enumerable.Range(0, Count).Select(i => i == 5 ? 0 : rng.NextNormal() * MathF.Pow(10, (i % 8) - 6)).ToArray();
            SetGradient(parameter, gradient);
            optimizer.Step();
            reference(expected, Array.ConvertAll(gradient, x => (double)x), step);
        }
        AssertClose(expected, parameter, 1e-5, name);
    }

    [Fact]
    public void ClippingScalesAllParametersTogether()
    {
        Parameter a = new(2), b = new(3, 1);
        SetGradient(a, [3, 0]);
        SetGradient(b, [0, 4, 0]);
        var optimizer = new Sgd([("a", a), ("b", b)], 1);
        Assert.Equal(5, optimizer.Step(clip: 1), 6);
        Assert.Equal([3.0, 4.0], optimizer.GradientNorms.ToArray());
        Assert.Equal(-0.6f, a.Span[0], 6);
        Assert.Equal(-0.8f, b.Span[1], 6);
        Assert.Equal([3f, 0f], a.Grad!.ToArray());

        Assert.Equal(5, Clipping.ByGlobalNorm([a, b], 2.5), 6);
        Assert.Equal(1.5f, a.Grad!.Span[0], 5);
        Assert.Equal(2.5, Clipping.ByGlobalNorm([a, b], 10), 5);
        Assert.Equal(2f, b.Grad!.Span[1], 5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ANonFiniteGradientIsNamedAndNotApplied(float bad)
    {
        Parameter a = new(2), b = new(20);
        SetGradient(a, [1, 1]);
        SetGradient(b, [.. Enumerable.Repeat(0f, 19), bad]);
        var optimizer = new Adam([("layers.0.weight", a), ("layers.1.weight", b)]);
        Assert.False(double.IsFinite(optimizer.Step(clip: 1)));
        Assert.Equal("layers.1.weight", optimizer.FirstNonFiniteGradient());
        Assert.Equal([0f, 0f], a.ToArray());
        Assert.Equal(0, optimizer.State().Scalars["layers.0.weight.step"]);
        Assert.Null(optimizer.FirstNonFiniteParameter());

        optimizer.Step();
        Assert.Equal("layers.1.weight", optimizer.FirstNonFiniteParameter());
    }

    [Fact]
    public void FrozenAndUntouchedParametersStandStill()
    {
        Parameter a = new(1), frozen = new(1), unused = new(1);
        var optimizer = new Adam([("a", a), ("frozen", frozen), ("unused", unused)], weightDecay: 0.1);
        SetGradient(a, [1]);
        SetGradient(frozen, [1]);
        frozen.Trainable = false;
        Assert.Equal(1, optimizer.Step(clip: 100), 6);
        Assert.Equal([-1e-3f, 0f, 0f], [a.Item(), frozen.Item(), unused.Item()]);
        optimizer.ZeroGrad();
        optimizer.Step();
        Assert.Equal(-1e-3f, a.Item());
        Assert.Equal(1, optimizer.State().Scalars["a.step"]);
    }

    [Fact]
    public void AParameterThatWasFrozenGoesOnFromItsOwnStep()
    {
        Parameter[] together = [Filled(new Rng(1), 5), Filled(new Rng(2), 7)], alone = [Filled(new Rng(1), 5), Filled(new Rng(2), 7)];
        var both = new Adam([("a", together[0]), ("b", together[1])], 0.1);
        Optimizer[] single = [new Adam([("a", alone[0])], 0.1), new Adam([("b", alone[1])], 0.1)];
        for (var step = 0; step < 6; step++)
        {
            together[0].Trainable = step >= 3;
            for (var i = 0; i < 2; i++)
            {
                SetGradient(together[i], [.. Enumerable.Range(1, together[i].Count).Select(n => (float)(n + step))]);
                SetGradient(alone[i], together[i].Grad!.ToArray());
            }
            both.Step();
            if (step >= 3) single[0].Step();
            single[1].Step();
        }
        for (var i = 0; i < 2; i++) Assert.Equal(alone[i].ToArray(), together[i].ToArray());
        Assert.Equal([3.0, 6.0], [both.State().Scalars["a.step"], both.State().Scalars["b.step"]]);
    }

    [Fact]
    public void AStoredStateGoesOnWithTheSameBits()
    {
        Parameter first = Filled(new Rng(1), 33), second = new(33);
        var optimizer = new AdamW([("w", first)], 0.01);
        var rng = new Rng(2);
        for (var step = 0; step < 5; step++) Step(optimizer, first, rng);
        second.CopyFrom(first);
        var resumed = new AdamW([("w", second)]);
        resumed.Load(optimizer.State());
        var copy = new Rng(rng.State);
        for (var step = 0; step < 5; step++)
        {
            Step(optimizer, first, rng);
            Step(resumed, second, copy);
        }
        Assert.Equal(0.01, resumed.LearningRate);
        Assert.Equal(first.ToArray(), second.ToArray());

        static void Step(Optimizer optimizer, Parameter parameter, Rng rng)
        {
            SetGradient(parameter, [.. Enumerable.Range(0, parameter.Count).Select(_ => rng.NextNormal())]);
            optimizer.Step(clip: 1);
        }
    }

    [Fact]
    public void AForeignStateIsRefusedWithEveryDifference()
    {
        var optimizer = new Adam([("a", new Parameter(2)), ("b", new Parameter(3))]);
        var foreign = new Adam([("a", new Parameter(4)), ("c", new Parameter(3))]);
        var message = Assert.Throws<ArgumentException>(() => optimizer.Load(foreign.State())).Message;
        Assert.Contains("'b.exp_avg' is missing", message);
        Assert.Contains("'c.exp_avg_sq' is unknown", message);
        Assert.Contains("'a.exp_avg' has shape (4), needed (2)", message);
        Assert.Contains("'b.step' is missing", message);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        var parameters = Enumerable.Range(0, 6).Select(i => ($"p{i}", Filled(new Rng((ulong)i), 100 + i))).ToArray();
        foreach (var (_, parameter) in parameters) SetGradient(parameter, parameter.ToArray());
        Optimizer[] optimizers = [new Sgd(parameters, momentum: 0.9), new Adam(parameters), new RmsProp(parameters, centered: true)];
        foreach (var optimizer in optimizers)
        {
            optimizer.Step(clip: 1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var step = 0; step < 10; step++) optimizer.Step(clip: 1);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void WrongSettingsAreRefused()
    {
        (string, Parameter)[] one = [("w", new Parameter(1))];
        Assert.Throws<ArgumentException>(() => new Sgd([]));
        Assert.Throws<ArgumentException>(() => new Sgd([.. one, .. one]));
        Assert.Throws<ArgumentException>(() => new Sgd(one, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(one, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(one, beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(one).Step(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(one, momentum: -1));
    }

    internal static void SetGradient(Parameter parameter, float[] gradient) => gradient.CopyTo(parameter.GradientTarget(out _));

    internal static Parameter Filled(Rng rng, params int[] dims)
    {
        var parameter = new Parameter(dims);
        foreach (ref var value in parameter.Span) value = rng.NextNormal();
        return parameter;
    }

    internal static void AssertClose(double[] expected, Tensor actual, double tolerance, string name)
    {
        var values = actual.ToArray();
        var error = Math.Sqrt(expected.Zip(values).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / expected.Sum(x => x * x));
        Assert.True(error <= tolerance, $"{name}: relative error {error:g3}");
    }
}
