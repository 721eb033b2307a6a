using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class RateFactorTests
{
    public static TheoryData<Func<(string, Parameter)[], double, Optimizer>> Kinds =>
    [
        (p, rate) => new Sgd(p, rate, momentum: 0.9, weightDecay: 0.1),
        (p, rate) => new Adam(p, rate, weightDecay: 0.1),
        (p, rate) => new AdamW(p, rate, weightDecay: 0.3),
        (p, rate) => new RmsProp(p, rate, weightDecay: 0.1),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AFactorIsARateOfItsOwn(Func<(string, Parameter)[], double, Optimizer> make)
    {
        // 0.5 and 0.25 are exact, so that the products of rates are.
        (string, Parameter)[] together = Model(), alone = Model();
        var optimizer = make(together, 0.01);
        optimizer.SetRate("encoder", 0.5);
        optimizer.SetRate("encoder.bias", 0.25);
        double[] factors = [0.5, 0.25, 1, 1];
        Assert.Equal(factors, optimizer.RateFactors.ToArray());
        var single = alone.Select((entry, i) => make([entry], 0.01 * factors[i])).ToArray();
        for (var step = 0; step < 5; step++)
        {
            SetGradients(together, step);
            SetGradients(alone, step);
            optimizer.Step();
            foreach (var one in single) one.Step();
        }
        AssertSame(alone, together);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FactorsOfOneChangeNoBit(Func<(string, Parameter)[], double, Optimizer> make)
    {
        (string, Parameter)[] plain = Model(), touched = Model();
        Optimizer one = make(plain, 0.01), other = make(touched, 0.01);
        other.SetRate("encoder", 0.1);
        other.SetRate("", 1);
        for (var step = 0; step < 5; step++)
        {
            SetGradients(plain, step);
            SetGradients(touched, step);
            Assert.Equal(one.Step(clip: 1), other.Step(clip: 1));
        }
        AssertSame(plain, touched);
        Assert.Equal(one.State().Scalars, other.State().Scalars);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AtZeroAParameterIsLeftAlone(Func<(string, Parameter)[], double, Optimizer> make)
    {
        (string, Parameter)[] given = Model(), frozen = Model(), start = Model();
        Optimizer optimizer = make(given, 0.01), reference = make(frozen, 0.01);
        optimizer.SetRate("encoder", 0);
        foreach (var (_, parameter) in frozen[..2]) parameter.Trainable = false;
        for (var step = 0; step < 3; step++)
        {
            SetGradients(given, step);
            SetGradients(frozen, step);
            Assert.Equal(reference.Step(clip: 1), optimizer.Step(clip: 1));
        }
        AssertSame(start[..2], given[..2]);
        AssertSame(frozen, given);
        Assert.Equal([0.0, 3.0], [optimizer.State().Scalars["encoder.weight.step"], optimizer.State().Scalars["encoderB.step"]]);
        Assert.Equal(0, optimizer.GradientNorms[0]);
    }

    [Fact]
    public void FactorsAreStoredWhereTheyAreNotOne()
    {
        var (first, second, third) = (new AdamW(Model()), new AdamW(Model()), new AdamW(Model()));
        Assert.DoesNotContain(first.State().Scalars.Keys, name => name.EndsWith(".rate", StringComparison.Ordinal));
        third.Load(first.State());
        first.SetRate("encoder.weight", 0.05);
        second.SetRate("decoder.weight", 0);
        second.Load(first.State());
        Assert.Equal([0.05, 1, 1, 1], second.RateFactors.ToArray());
        Assert.Equal([1, 1, 1, 1], third.RateFactors.ToArray());
    }

    [Fact]
    public void WrongFactorsAreRefused()
    {
        var optimizer = new Adam(Model());
        Assert.Contains("encoder.weight", Assert.Throws<ArgumentException>(() => optimizer.SetRate("enc", 1)).Message);
        foreach (var factor in (double[])[-1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.SetRate("encoder", factor));
    }

    static (string, Parameter)[] Model() =>
    [
        ("encoder.weight", OptimizerTests.Filled(new Rng(1), 3, 4)),
        ("encoder.bias", OptimizerTests.Filled(new Rng(2), 4)),
        ("encoderB", OptimizerTests.Filled(new Rng(3), 5)),
        ("decoder.weight", OptimizerTests.Filled(new Rng(4), 7)),
    ];

    static void SetGradients((string, Parameter)[] model, int step)
    {
        for (var i = 0; i < model.Length; i++)
            OptimizerTests.SetGradient(model[i].Item2, OptimizerTests.Filled(new Rng((ulong)((10 * step) + i)), model[i].Item2.Count).ToArray());
    }

    static void AssertSame((string, Parameter)[] expected, (string, Parameter)[] given)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i].Item2.ToArray(), given[i].Item2.ToArray());
    }
}
