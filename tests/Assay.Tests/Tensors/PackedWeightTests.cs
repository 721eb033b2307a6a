using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>Weights that stay packed from call to call, and gradients that many small products share.</summary>
[Collection(nameof(Compute))]
public sealed class PackedWeightTests
{
    const int Inputs = 96, Outputs = 80;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(65)]
    public void ManyCallsGiveTheBitsOfTheFirst(int rows)
    {
        var (x, weight, bias) = (Normal(1, rows, Inputs), Weight(), Bias());
        var first = Step(x, weight, bias);
        for (var i = 0; i < 4; i++) Assert.Equal(first, Step(x, weight, bias));
        Assert.Equal(first, Step(x, Weight(), bias));
        var evaluated = Evaluate(x, weight, bias);
        Assert.Equal(evaluated, Evaluate(x, weight, bias));
        Assert.Equal(evaluated, Evaluate(x, Weight(), bias));
    }

    [Fact]
    public void AWeightThatWasWrittenToIsPackedAnew()
    {
        var (x, weight, bias) = (Normal(1, 8, Inputs), Weight(), Bias());
        var before = Evaluate(x, weight, bias);
        weight.Span[5] += 1;
        var changed = Evaluate(x, weight, bias);
        Assert.NotEqual(before, changed);
        weight.CopyFrom(Weight());
        Assert.Equal(before, Evaluate(x, weight, bias));
        weight.Reshape(-1).Span[5] += 1;
        Assert.Equal(changed, Evaluate(x, weight, bias));
    }

    [Fact]
    public void PartsOfAWeightHaveCopiesOfTheirOwn()
    {
        var (x, weight) = (Normal(1, 8, Inputs), Weight());
        for (var i = 0; i < 3; i++)
        {
            using var paused = Tensor.PauseGradients();
            var whole = x.Linear(weight);
            for (var start = 0; start < Outputs; start += 40)
                Assert.Equal(whole.Slice(1, start, 40).ToArray(), x.Linear(weight.Slice(0, start, 40)).ToArray());
        }
    }

    [Fact]
    public void StepByStepHasTheGradientsOfTheWholeSequence()
    {
        const int Time = 7, Batch = 8;
        var x = Normal(1, Time, Batch, 40);
        foreach (var name in new[] { "rnn", "lstm", "gru" })
        {
            var (whole, steps) = (Make(name), Make(name));
            (Run(whole, x) * Normal(3, Time, Batch, 48)).Sum().Backward();
            Tensor? hidden = null, cell = null;
            var outputs = new Tensor[Time];
            for (var t = 0; t < Time; t++) (outputs[t], hidden, cell) = RunStep(steps, x.Slice(0, t, 1), hidden, cell);
            (Tensor.Concat(0, outputs) * Normal(3, Time, Batch, 48)).Sum().Backward();
            foreach (var ((parameterName, expected), (_, given)) in whole.NamedParameters.Zip(steps.NamedParameters))
                Assert.True(Distance(expected.Grad!, given.Grad!) <= 1e-5, $"{name} {parameterName}");
        }
    }

    [Fact]
    public void SharedSmallProductsAddUp()
    {
        var (weight, bias, x) = (Weight(), Bias(), Normal(1, 60, Inputs));
        var g = Normal(2, 60, Outputs);
        (x.Linear(weight, bias) * g).Sum().Backward();
        var (expected, expectedBias) = (weight.Grad!.Keep(), bias.Grad!.Keep());

        // In five parts, and a second walk adds to the first.
        foreach (var times in new[] { 1, 2 })
        {
            if (times == 1) (weight, bias) = (Weight(), Bias());
            var sum = Tensor.Zeros();
            for (var row = 0; row < 60; row += 12) sum += (x.Slice(0, row, 12).Linear(weight, bias) * g.Slice(0, row, 12)).Sum();
            sum.Backward();
            Assert.True(Distance(expected * times, weight.Grad!) <= 1e-5);
            Assert.True(Distance(expectedBias * times, bias.Grad!) <= 1e-5);
        }
    }

    static float[] Step(Tensor x, Parameter weight, Parameter bias)
    {
        var input = x.Keep().Tracked();
        var y = input.Linear(weight, bias);
        weight.ZeroGrad();
        (y * y).Sum().Backward();
        return [.. y.ToArray(), .. input.Grad!.ToArray(), .. weight.Grad!.ToArray()];
    }

    static float[] Evaluate(Tensor x, Parameter weight, Parameter bias)
    {
        using var paused = Tensor.PauseGradients();
        return x.Linear(weight, bias).ToArray();
    }

    static RecurrentLayer Make(string name) => name switch
    {
        "rnn" => new Rnn(40, 48, new Rng(2), batchFirst: false),
        "lstm" => new Lstm(40, 48, new Rng(2), batchFirst: false),
        _ => new Gru(40, 48, new Rng(2), batchFirst: false),
    };

    static Tensor Run(RecurrentLayer layer, Tensor x) => layer.Forward(x);

    static (Tensor Output, Tensor Hidden, Tensor? Cell) RunStep(RecurrentLayer layer, Tensor x, Tensor? hidden, Tensor? cell)
    {
        switch (layer)
        {
            case Lstm lstm:
                var (output, state) = lstm.Forward(x, hidden is null ? null : new LstmState(hidden, cell!));
                return (output, state.Hidden, state.Cell);
            case Gru gru:
                var (gruOutput, gruHidden) = gru.Forward(x, hidden);
                return (gruOutput, gruHidden, null);
            default:
                var (rnnOutput, rnnHidden) = ((Rnn)layer).Forward(x, hidden);
                return (rnnOutput, rnnHidden, null);
        }
    }

    static double Distance(Tensor a, Tensor b)
    {
        var (x, y) = (a.ToArray(), b.ToArray());
        Assert.Equal(x.Length, y.Length);
        return Math.Sqrt(x.Zip(y, (p, q) => Math.Pow((double)p - q, 2)).Sum() / x.Sum(p => (double)p * p));
    }

    static Tensor Normal(ulong seed, params int[] dims) => Tensor.Normal(new Rng(seed), 0, 1, dims);

    static Parameter Weight() => Filled(7, Outputs, Inputs);

    static Parameter Bias() => Filled(8, Outputs);

    static Parameter Filled(ulong seed, params int[] dims)
    {
        var parameter = new Parameter(dims);
        parameter.CopyFrom(Normal(seed, dims));
        return parameter;
    }
}
