using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Tests.Studies.NextVector;

public class NextVectorModelTests
{
    const int Width = 6, Context = 4, Batch = 3;

    // By hand, and as the logs of the original have them.
    [Theory]
    [InlineData(NextVectorKind.Lstm, 2, 5_120_768)]
    [InlineData(NextVectorKind.Gru, 4, 7_095_552)]
    [InlineData(NextVectorKind.Transformer, 4, 17_867_520)]
    [InlineData(NextVectorKind.Mixture, 4, 1_510_912)]
    internal void HasTheParametersOfTheOriginal(NextVectorKind kind, int layers, long parameters) =>
        Assert.Equal(parameters, new NextVectorArchitecture(kind, 768, 5, 512, layers, 8, 0.1, Query: false).Build(new Rng(1)).ParameterCount);

    [Theory]
    [InlineData(NextVectorKind.Lstm, false)]
    [InlineData(NextVectorKind.Gru, false)]
    [InlineData(NextVectorKind.Transformer, false)]
    [InlineData(NextVectorKind.Mixture, true)]
    internal void OnlyTheMixtureDoesNotKnowTheOrder(NextVectorKind kind, bool blind)
    {
        var (model, contexts, _) = Make(kind, query: false);
        var reversed = Tensor.Stack(1, [.. Enumerable.Range(0, Context).Reverse().Select(place => contexts.Slice(1, place, 1).Reshape(Batch, Width))]);

        var difference = (model.Forward(contexts) - model.Forward(reversed)).Abs().Max().Item();

        if (blind) Assert.True(difference < 1e-5);
        else Assert.True(difference > 1e-3);
    }

    [Theory]
    [InlineData(NextVectorKind.Lstm)]
    [InlineData(NextVectorKind.Gru)]
    [InlineData(NextVectorKind.Transformer)]
    [InlineData(NextVectorKind.Mixture)]
    internal void AQueryIsReadAndMissingOrSurplusOnesAreRefused(NextVectorKind kind)
    {
        var (model, contexts, queries) = Make(kind, query: true);
        Assert.NotEqual(model.Forward(contexts, queries).ToArray(), model.Forward(contexts, queries * 2).ToArray());
        Assert.Contains("needs queries", Assert.Throws<ShapeException>(() => model.Forward(contexts)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => model.Forward(contexts, Tensor.Zeros(Batch + 1, Width)));
        Assert.Contains("takes no queries", Assert.Throws<ShapeException>(() => Make(kind, query: false).Model.Forward(contexts, queries)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => model.Forward(Tensor.Zeros(Batch, Context + 1, Width), queries));
    }

    [Theory]
    [InlineData(NextVectorKind.Lstm)]
    [InlineData(NextVectorKind.Gru)]
    [InlineData(NextVectorKind.Transformer)]
    [InlineData(NextVectorKind.Mixture)]
    internal void GradientsAreThoseOfFiniteDifferences(NextVectorKind kind)
    {
        const float Step = 1e-2f;
        var (model, contexts, queries) = Make(kind, query: true);
        var weights = Tensor.Normal(new Rng(9), 0, 1, Batch, Width);
        Tensor Loss() => (model.Forward(contexts, queries) * weights).Sum();
        Loss().Backward();
        var rng = new Rng(4);
        foreach (var (name, parameter) in model.NamedParameters)
        {
            var place = rng.NextInt(parameter.Count);
            var gradient = parameter.Grad!.Span[place];
            parameter.Span[place] += Step;
            var up = Loss().Item();
            parameter.Span[place] -= 2 * Step;
            var down = Loss().Item();
            parameter.Span[place] += Step;
            var estimate = (up - down) / (2 * Step);
            Assert.True(Math.Abs(estimate - gradient) < 0.02 + (0.05 * Math.Abs(gradient)), $"{name}[{place}]: {gradient}, by differences {estimate}");
        }
    }

    [Theory]
    [InlineData(NextVectorKind.Transformer, 2 * 2 * 2, false)]
    [InlineData(NextVectorKind.Transformer, 2 * 2 * 2, true)]
    [InlineData(NextVectorKind.Mixture, 1, false)]
    [InlineData(NextVectorKind.Lstm, 0, false)]
    internal void AttentionIsSharesOfTheContext(NextVectorKind kind, int count, bool query)
    {
        var (model, contexts, queries) = Make(kind, query);

        var attention = model.AttentionOf(contexts, query ? queries : null);

        Assert.Equal(count, attention.Count);
        foreach (var (_, weights) in attention)
        {
            Assert.Equal([Batch, Context], weights.Dims.ToArray());
            // With a query some of the attention may go to it.
            foreach (var sum in weights.Sum(-1).ToArray())
                if (query) Assert.InRange(sum, 0, 1.0001);
                else Assert.Equal(1, sum, 4);
        }
    }

    [Fact]
    public void ALayerOfTheTransformerReadAtItsEndIsTheWholeLayersEnd()
    {
        var layer = new Assay.Modules.TransformerDecoderLayer(8, 2, 16, new Rng(3));
        Tensor x = Tensor.Normal(new Rng(4), 0, 1, 2, 5, 8), memory = Tensor.Normal(new Rng(5), 0, 1, 2, 5, 8);

        var (whole, self, cross) = layer.ForwardWithWeights(x, memory, causal: true, memoryCausal: true);
        var last = layer.ForwardLast(x, memory);

        Assert.Equal(layer.Forward(x, memory, causal: true, memoryCausal: true).ToArray(), whole.ToArray());
        Assert.Equal([2, 2, 5, 5], self.Dims.ToArray());
        Assert.Equal([2, 2, 5, 5], cross.Dims.ToArray());
        Assert.True((whole.Slice(1, 4, 1).Reshape(2, 8) - last).Abs().Max().Item() < 1e-5);
    }

    [Fact]
    public void WhatCannotBeBuiltIsRefused()
    {
        Assert.Contains("heads", Assert.Throws<ArgumentException>(() => new NextVectorArchitecture(NextVectorKind.Transformer, 6, 5, 10, 1, 4, 0, false).Check()).Message, StringComparison.Ordinal);
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => new NextVectorArchitecture(NextVectorKind.Mixture, 6, 5, 9, 1, 4, 0, false).Check()).Message, StringComparison.Ordinal);
    }

    static (NextVectorModel Model, Tensor Contexts, Tensor Queries) Make(NextVectorKind kind, bool query)
    {
        var model = new NextVectorArchitecture(kind, Width, Context, 8, 2, 2, 0, query).Build(new Rng(1));
        return (model, Tensor.Normal(new Rng(2), 0, 1, Batch, Context, Width), Tensor.Normal(new Rng(3), 0, 1, Batch, Width));
    }
}
