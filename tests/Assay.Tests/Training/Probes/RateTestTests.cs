using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training.Probes;

public class RateTestTests
{
    static readonly float[] X = [.. Enumerable.Range(0, 64).Select(i => MathF.Sin(i))];

    [Theory]
    [InlineData(0.001, 3)]
    [InlineData(3, 0.1)]
    public void TheBestMultipleLeadsBackToAGoodRate(double rate, double best)
    {
        var layer = new Linear(1, 1, new Rng(1));
        var optimizer = new Sgd(layer.NamedParameters, rate);

        var test = RateTest.Measure(optimizer, rate, 8, double.PositiveInfinity, _ => Loss(layer), () => Value(layer));

        var found = test.MinBy(one => one.Ratio).Multiple;
        Assert.True(best > 1 ? found >= best : found <= best, $"{found}: {string.Join(", ", test)}");
    }

    [Fact]
    public void WeightsAndStateAreAsBefore()
    {
        var layer = new Linear(1, 1, new Rng(2));
        var optimizer = new Adam(layer.NamedParameters, 0.01);
        Loss(layer).Backward();
        optimizer.Step();
        var (weights, moments, rate) = (layer.Weight.ToArray(), optimizer.State().Tensors["weight.exp_avg"].ToArray(), optimizer.LearningRate);
        var steps = optimizer.State().Scalars["weight.step"];

        RateTest.Measure(optimizer, 0.01, 5, 1, _ => Loss(layer), () => Value(layer));

        Assert.Equal(weights, layer.Weight.ToArray());
        Assert.Equal(moments, optimizer.State().Tensors["weight.exp_avg"].ToArray());
        Assert.Equal((rate, steps), (optimizer.LearningRate, optimizer.State().Scalars["weight.step"]));
    }

    [Fact]
    public void ARateThatBlowsUpIsInfinitelyWorse()
    {
        var layer = new Linear(1, 1, new Rng(3));
        var optimizer = new Sgd(layer.NamedParameters, 1);

        var test = RateTest.Measure(optimizer, 1e30, 5, double.PositiveInfinity, _ => Loss(layer), () => Value(layer));

        Assert.Equal(double.PositiveInfinity, test[^1].Ratio);
        Assert.True(float.IsFinite(layer.Weight.Span[0]));
    }

    [Fact]
    public void TheNoiseScaleOfPureSignalIsNothingAndParametersWithoutGradientAreCounted()
    {
        var (layer, idle) = (new Linear(1, 1, new Rng(4)), new Parameter(6));
        var optimizer = new Sgd([.. layer.NamedParameters, ("idle", idle)], 0.1);

        var noise = GradientNoise.Measure(optimizer, 4, 64, _ => Loss(layer));

        Assert.Equal(0, noise.Scale, 3);
        Assert.Equal(6.0 / 8, noise.GradientlessShare, 6);
    }

    [Fact]
    public void TheNoiseScaleIsThatOfTheData()
    {
        // The gradient of (w - y)^2 / 2 at w = 1 is 1 - y: mean 1, variance 4.
        var rng = new Rng(5);
        var weight = new Parameter(1);
        weight.Span[0] = 1;
        var optimizer = new Sgd([("w", weight)], 0.1);

        var noise = GradientNoise.Measure(optimizer, 64, 32, _ => ((weight.Expand(32) - Tensor.Normal(rng, 0, 2, 32)).Square() * 0.5f).Mean());

        Assert.InRange(noise.Scale, 3, 5);
    }

    static Tensor Loss(Linear layer)
    {
        var x = Tensor.From(X, 64, 1);
        return Losses.Mse(layer.Forward(x), x * 3f);
    }

    static double Value(Linear layer)
    {
        using (Tensor.PauseGradients()) return Loss(layer).Item();
    }
}
