using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public sealed class PoetryVariantsTests
{
    static readonly PoetryArchitecture Plain = new(Width: 6, Hidden: 8, Bottleneck: 4, Bidirectional: true, BatchNorm: false, Heads: 2, Slots: 3, Window: 9);

    public static TheoryData<PoetryArchitecture> Variants =>
    [
        Plain,
        Plain with { Positional = 3, Feedback = false },
        Plain with { Positional = 3, Layers = 2, Residual = true, LayerNorm = true },
        Plain with { SelfAttention = true, Cell = CellKind.Gru, Residual = true },
        Plain with { Attend = AttendTo.Encoder, Positions = Positions.Both, Feedback = false, Residual = true },
        Plain with { Attend = AttendTo.Latent, Positions = Positions.Learned, LayerNorm = true, Cell = CellKind.Rnn },
        Plain with { Components = true, Positional = 2, Feedback = false },
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void WhatIsWrittenDependsOnNoOtherTextAndOnNothingBeyondItsEnd(PoetryArchitecture architecture)
    {
        var model = new PoetryAutoencoder(architecture, new Rng(1));
        model.Eval();
        int[] lengths = [9, 5];
        var x = Tensor.Uniform(new Rng(2), -1, 1, 2, 9, 6);
        var (codes, states) = model.Encode(x, lengths);
        var both = model.Decode(codes, states, lengths, 9);
        for (var i = 5 * 6; i < 9 * 6; i++) x.Span[(9 * 6) + i] += 3;
        var (other, otherStates) = model.Encode(x, lengths);
        var alone = x.Slice(0, 1, 1).Slice(1, 0, 5);
        var (code, own) = model.Encode(alone, [5]);

        Assert.Equal(codes.ToArray(), other.ToArray());
        Assert.Equal(both.ToArray(), model.Decode(other, otherStates, lengths, 9).ToArray());
        Close(codes.Slice(0, 1, 1), code);
        Close(both.Slice(0, 1, 1).Slice(1, 0, 5), model.Decode(code, own, [5], 5));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void EveryParameterThatWritesIsTrained(PoetryArchitecture architecture)
    {
        var model = new PoetryAutoencoder(architecture, new Rng(1));
        var x = Tensor.Uniform(new Rng(2), -1, 1, 3, 9, 6);
        var (codes, states) = model.Encode(x, [9, 9, 4]);

        model.Decode(codes, states, [9, 9, 4], 9).Square().Sum().Backward();

        // Beside components the last layers begin at zero, so what is before them waits for their first step.
        if (!architecture.Components)
            Assert.All(model.NamedParameters, entry => Assert.Contains(entry.Parameter.Grad!.ToArray(), value => value != 0));
    }

    [Fact]
    public void WithoutFeedbackThereMustBeSomethingToWriteFrom()
    {
        Assert.Contains("positional", Assert.Throws<ArgumentException>(() => new PoetryAutoencoder(Plain with { Feedback = false }, new Rng(1))).Message, StringComparison.Ordinal);
        Assert.Contains("heads must divide", Assert.Throws<ArgumentException>(() => new PoetryAutoencoder(Plain with { SelfAttention = true, Heads = 5 }, new Rng(1))).Message, StringComparison.Ordinal);
    }

    static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Dims.ToArray(), actual.Dims.ToArray());
        foreach (var (a, b) in expected.ToArray().Zip(actual.ToArray())) Assert.Equal(a, b, 1e-5);
    }
}
