using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public class PoetryAutoencoderTests
{
    // Counts by hand, and the production model's as its owner states it.
    [Theory]
    [InlineData(68_808, 64, 16, CellKind.Rnn, 1, AttendTo.None)]
    [InlineData(162_504, 64, 16, CellKind.Gru, 1, AttendTo.None)]
    [InlineData(210_440, 64, 16, CellKind.Lstm, 1, AttendTo.None)]
    [InlineData(1_004_680, 512, 16, CellKind.Rnn, 1, AttendTo.None)]
    [InlineData(485_768, 128, 16, CellKind.Lstm, 1, AttendTo.None)]
    [InlineData(1_245_368, 256, 32, CellKind.Lstm, 1, AttendTo.None)]
    [InlineData(3_587_864, 512, 64, CellKind.Lstm, 1, AttendTo.None)]
    [InlineData(16_626_552, 768, 96, CellKind.Lstm, 2, AttendTo.None)]
    [InlineData(8_020_952, 512, 128, CellKind.Lstm, 2, AttendTo.None)]
    [InlineData(10_182_616, 512, 128, CellKind.Lstm, 2, AttendTo.Encoder)]
    [InlineData(5_848_024, 512, 128, CellKind.Lstm, 1, AttendTo.Encoder)]
    public void HasTheParametersItsArchitectureSays(long expected, int hidden, int bottleneck, CellKind cell, int layers, AttendTo attend) =>
        Assert.Equal(expected, new PoetryAutoencoder(new PoetryArchitecture(300, hidden, bottleneck, cell, layers, Attend: attend), new Rng(1)).ParameterCount);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ATaughtStepKnowsOnlyTheTargetsBeforeIt(CellKind cell, AttendTo attend)
    {
        const int Steps = 7, Changed = 3;
        var (model, x, lengths) = Make(cell, attend, Steps);
        var (code, states) = model.Encode(x, lengths);
        var targets = Tensor.Normal(new Rng(5), 0, 1, x.Dims);
        var taught = Enumerable.Repeat(true, Steps).ToArray();
        var first = model.Decode(code, states, lengths, Steps, targets, taught).ToArray();
        for (var sequence = 0; sequence < 3; sequence++) targets.Span[(((sequence * Steps) + Changed) * 6) + 2] += 1;

        var second = model.Decode(code, states, lengths, Steps, targets, taught).ToArray();

        for (var i = 0; i < first.Length; i++)
        {
            if (i / 6 % Steps <= Changed) Assert.Equal(first[i], second[i]);
        }
        Assert.NotEqual(first, second);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RunsOfTaughtStepsAreStepsOneByOne(CellKind cell, AttendTo attend)
    {
        const int Steps = 8;
        var (model, x, lengths) = Make(cell, attend, Steps);
        var (code, states) = model.Encode(x, lengths);
        bool[] taught = [false, true, true, false, false, true, true, true];
        var whole = model.Decode(code, states, lengths, Steps, x, taught);

        // A step's words do not depend on how many steps follow, so each prefix is the beginning of the whole.
        for (var steps = 1; steps < Steps; steps++)
        {
            var part = model.Decode(code, states, lengths, steps, x, taught);
            Assert.All(part.ToArray().Zip(whole.Slice(1, 0, steps).ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PaddingChangesNothing(CellKind cell, AttendTo attend)
    {
        const int Steps = 6;
        var (model, x, _) = Make(cell, attend, Steps);
        int[] lengths = [6, 4, 2];
        var (code, states) = model.Encode(x, lengths);
        var before = model.Decode(code, states, lengths, Steps).ToArray();
        for (var step = 4; step < Steps; step++) x.Span[((Steps + step) * 6) + 1] = 99;

        (code, states) = model.Encode(x, lengths);

        Assert.Equal(before, model.Decode(code, states, lengths, Steps).ToArray());
    }

    [Fact]
    public void OnlyAttentionToTheEncoderGoesAroundTheCode()
    {
        foreach (var attend in Enum.GetValues<AttendTo>())
        {
            var (model, x, lengths) = Make(CellKind.Lstm, attend, 5);
            var (code, states) = model.Encode(x, lengths);
            var given = model.Decode(code, states, lengths, 5).ToArray();
            var withoutStates = model.Decode(code, Tensor.Zeros(states.Dims), lengths, 5).ToArray();
            var withoutCode = model.Decode(Tensor.Zeros(code.Dims), states, lengths, 5).ToArray();

            Assert.Equal(attend != AttendTo.Encoder, given.SequenceEqual(withoutStates));
            Assert.False(given.SequenceEqual(withoutCode));
        }
        Assert.Equal(16, new PoetryArchitecture(300, 512, 16, Attend: AttendTo.Latent).FloatsCrossing(50));
        Assert.Equal(25_616, new PoetryArchitecture(300, 512, 16, Attend: AttendTo.Encoder).FloatsCrossing(50));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryParameterLearns(CellKind cell, AttendTo attend)
    {
        var model = new PoetryAutoencoder(new PoetryArchitecture(6, 8, 4, cell, Layers: 2, Bidirectional: true, Attend: attend, Heads: 2, Slots: 3, Window: 9), new Rng(1));
        var x = Tensor.Normal(new Rng(2), 0, 1, 3, 5, 6);
        int[] lengths = [5, 3, 4];
        var (code, states) = model.Encode(x, lengths);
        (model.Decode(code, states, lengths, 5, x, [false, true, false, true, true]) - x).Square().Sum().Backward();

        Assert.All(model.NamedParameters, entry => Assert.True(entry.Parameter.Grad is { } gradient && gradient.ToArray().Any(value => value != 0), entry.Name));
    }

    [Fact]
    public void WhatCannotBeBuiltIsRefused()
    {
        Assert.Contains("8 heads and hidden 20", Refused(new PoetryArchitecture(6, 20, 4, Attend: AttendTo.Latent)), StringComparison.Ordinal);
        Assert.Contains("bottleneck must be at least 1", Refused(new PoetryArchitecture(6, 20, 0)), StringComparison.Ordinal);
        Assert.Contains("dropout", Refused(new PoetryArchitecture(6, 20, 4, Dropout: 1)), StringComparison.Ordinal);

        static string Refused(PoetryArchitecture architecture) => Assert.Throws<ArgumentException>(() => new PoetryAutoencoder(architecture, new Rng(1))).Message;
    }

    public static TheoryData<CellKind, AttendTo> Kinds
    {
        get
        {
            var kinds = new TheoryData<CellKind, AttendTo>();
            foreach (var cell in Enum.GetValues<CellKind>())
                foreach (var attend in Enum.GetValues<AttendTo>()) kinds.Add(cell, attend);
            return kinds;
        }
    }

    // In evaluation mode, so that codes do not depend on their batch.
    static (PoetryAutoencoder Model, Tensor X, int[] Lengths) Make(CellKind cell, AttendTo attend, int steps)
    {
        var model = new PoetryAutoencoder(new PoetryArchitecture(6, 8, 4, cell, Attend: attend, Heads: 2, Slots: 3, Window: steps), new Rng(1));
        model.Eval();
        return (model, Tensor.Normal(new Rng(2), 0, 1, 3, steps, 6), [steps, steps, steps]);
    }
}
