using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>The recurrent ops against their definition in doubles, and their gradients against its differences.</summary>
public sealed class RecurrentTests
{
    static readonly Dictionary<string, Func<string, RecurrentSetup>> Setups = new()
    {
        ["hidden 1"] = cell => new(cell, 4, 3, 2, 1),
        ["hidden 7"] = cell => new(cell, 4, 3, 5, 7),
        ["hidden 16"] = cell => new(cell, 3, 2, 3, 16),
        ["hidden 17"] = cell => new(cell, 3, 2, 3, 17),
        ["hidden 33"] = cell => new(cell, 2, 3, 1, 33),
        ["reverse"] = cell => new(cell, 4, 3, 5, 7) { Reverse = true },
        ["lengths"] = cell => new(cell, 4, 5, 3, 7) { Lengths = [4, 0, 1, 3, 4] },
        ["lengths reverse"] = cell => new(cell, 4, 5, 3, 7) { Lengths = [0, 4, 2, 1, 3], Reverse = true },
        ["lengths without state"] = cell => new(cell, 4, 3, 3, 5) { Lengths = [2, 0, 4], State = false },
        ["all lengths zero"] = cell => new(cell, 2, 3, 3, 5) { Lengths = [0, 0, 1] },
        ["one step of one sequence"] = cell => new(cell, 1, 1, 5, 17),
        ["one step reverse"] = cell => new(cell, 1, 1, 5, 7) { Reverse = true },
        ["one step without state"] = cell => new(cell, 1, 1, 3, 7) { State = false },
        ["one step with length"] = cell => new(cell, 1, 3, 3, 7) { Lengths = [1, 0, 1] },
        ["few steps of one sequence"] = cell => new(cell, 5, 1, 3, 7),
        ["six steps of one sequence"] = cell => new(cell, 6, 1, 3, 7),
        ["one step of many sequences"] = cell => new(cell, 1, 9, 3, 7),
        ["wide input"] = cell => new(cell, 3, 3, 35, 5),
        ["wide input reverse"] = cell => new(cell, 3, 3, 35, 5) { Lengths = [3, 1, 0], Reverse = true },
        ["no state"] = cell => new(cell, 4, 3, 3, 7) { State = false },
        ["no bias"] = cell => new(cell, 4, 3, 3, 7) { BiasIh = false, BiasHh = false },
        ["input bias only"] = cell => new(cell, 4, 3, 3, 7) { BiasHh = false },
        ["recurrent bias only"] = cell => new(cell, 4, 3, 3, 7) { BiasIh = false },
        ["output read only"] = cell => new(cell, 4, 3, 3, 7) { Reads = [0] },
        ["final hidden state read only"] = cell => new(cell, 4, 3, 3, 7) { Reads = [1] },
        ["final states read only"] = cell => new(cell, 4, 4, 3, 7) { Reads = [1, 2], Lengths = [2, 0, 4, 1] },
        ["final states read only, reverse"] = cell =>
            new(cell, 4, 4, 3, 7) { Reads = [1, 2], Lengths = [3, 4, 0, 1], Reverse = true },
    };

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var cell in RecurrentSetup.Cells)
            foreach (var name in Setups.Keys) cases.Add(cell, name);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ResultsAndGradientsFollowTheDefinition(string cell, string name)
    {
        var setup = Setups[name](cell);
        OpCheck.Run(setup.Op, setup.Reference, setup.RandomInputs());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryInstructionSetAgrees(string cell, string name)
    {
        var setup = Setups[name](cell);
        var inputs = setup.RandomInputs(2);
        var (result, gradients) = Run(inputs, setup.Op);
        foreach (var isa in EveryIsa.Names)
        {
            var (own, ownGradients) = Run(inputs, tensors => setup.OpAs(isa, tensors));
            Near($"{isa}: result", result, own);
            for (var i = 0; i < gradients.Length; i++) Near($"{isa}: gradient of input {i}", gradients[i], ownGradients[i]);
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("tanh")]
    [InlineData("relu")]
    public void ASequenceInTwoPartsIsTheWhole(string cell)
    {
        var whole = new RecurrentSetup(cell, 9, 3, 4, 7);
        var inputs = whole.RandomInputs();
        var (expected, gradients) = Run(inputs, tensors => whole.Results(tensors)[0].Reshape(-1));
        var (given, givenGradients) = Run(inputs, tensors =>
        {
            var states = cell == "lstm" ? 2 : 1;
            var first = whole.Results([tensors[0].Slice(0, 0, 4), .. tensors[1..]]);
            var second = whole.Results([tensors[0].Slice(0, 4, 5), .. tensors[1..3], .. first[1..], .. tensors[(3 + states)..]]);
            return Tensor.Concat(0, first[0], second[0]).Reshape(-1);
        });
        Near("result", expected, given);
        for (var i = 0; i < gradients.Length; i++) Near($"gradient of input {i}", gradients[i], givenGradients[i]);
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("tanh")]
    [InlineData("relu")]
    public void OutputsBeyondALengthAreZeroAndStatesStandStill(string cell)
    {
        var setup = new RecurrentSetup(cell, 4, 3, 3, 7) { Lengths = [0, 2, 4] };
        var inputs = Array.ConvertAll(setup.RandomInputs(), OpCheck.Of);
        var results = setup.Results(inputs);
        for (var t = 0; t < 4; t++)
            for (var b = 0; b < 3; b++)
                Assert.Equal(t >= setup.Lengths[b], results[0].Slice(0, t, 1).Slice(1, b, 1).ToArray().All(x => x == 0));
        for (var state = 1; state < results.Length; state++)
            Assert.Equal(inputs[2 + state].Slice(0, 0, 1).ToArray(), results[state].Slice(0, 0, 1).ToArray());
        Assert.Equal(results[0].Slice(0, 1, 1).Slice(1, 1, 1).ToArray(), results[1].Slice(0, 1, 1).ToArray());
        Assert.Equal(results[0].Slice(0, 3, 1).Slice(1, 2, 1).ToArray(), results[1].Slice(0, 2, 1).ToArray());
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Tensor x = Tensor.Zeros(4, 3, 2), weightIh = Tensor.Zeros(15, 2), weightHh = Tensor.Zeros(15, 5), bias = Tensor.Zeros(15);
        Recurrent.Gru(x, null, weightIh, weightHh, bias, bias);
        Refused("weightHh", () => Recurrent.Lstm(x, null, null, weightIh, weightHh, bias, bias), "(15, 5)");
        Refused("(time, batch, inputs)", () => Recurrent.Gru(Tensor.Zeros(3, 2), null, weightIh, weightHh, bias, bias), "(3, 2)");
        Refused("weightIh", () => Recurrent.Gru(x, null, Tensor.Zeros(15, 3), weightHh, bias, bias), "(15, 3)");
        Refused("biasHh", () => Recurrent.Gru(x, null, weightIh, weightHh, bias, Tensor.Zeros(5)), "(5)");
        Refused("initial hidden", () => Recurrent.Gru(x, Tensor.Zeros(4, 5), weightIh, weightHh, bias, bias), "(3, 5)");
        Refused("lengths", () => Recurrent.Gru(x, null, weightIh, weightHh, bias, bias, [5, 1, 1]), "0 to 4");
        Refused("lengths", () => Recurrent.Gru(x, null, weightIh, weightHh, bias, bias, [1, 1]), "3 values");
        Refused("at least one step", () => Recurrent.Gru(x.Slice(0, 0, 0), null, weightIh, weightHh, bias, bias), "(0, 3, 2)");

        static void Refused(string part, Action call, string other)
        {
            var message = Assert.Throws<ShapeException>(call).Message;
            Assert.Contains(part, message);
            Assert.Contains(other, message);
        }
    }

    /// <summary>The result, and the gradients of all inputs for a fixed random weighting of it.</summary>
    internal static (float[] Result, float[][] Gradients) Run(Array64[] inputs, Func<Tensor[], Tensor> op)
    {
        var tensors = Array.ConvertAll(inputs, input => OpCheck.Of(input).Tracked());
        var y = op(tensors);
        y.Backward(Tensor.Uniform(new Rng(3), -1, 1, y.Count).Span);
        return (y.ToArray(), Array.ConvertAll(tensors, tensor => tensor.Grad!.ToArray()));
    }

    // Sums in another order: a few units in the last place.
    static void Near(string what, float[] expected, float[] given) =>
        OpCheck.Close(what, Array.ConvertAll(expected, x => (double)x), given, 5e-6);
}
