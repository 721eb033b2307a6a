using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Golden;

namespace Assay.Tests.Modules;

/// <summary>The layers of a transformer against PyTorch, with all gradients; and what their dropout and their errors do.</summary>
public sealed class TransformerTests
{
    [Theory]
    [GoldenCases("transformer", "TransformerDecoderLayer")]
    public void ADecoderLayerAgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("transformer")[name]);
        var layer = run.Load(new TransformerDecoderLayer(run.Case.Int("width"), run.Case.Int("heads"), run.Case.Int("feed_forward"), new Rng(1)));
        run.Check(layer.Forward(
            run["x"], run["memory"], run.Case.Flag("causal"), run.Case.Flag("memory_causal"), run.Bools("padding"), run.Bools("memory_padding")));
    }

    [Theory]
    [GoldenCases("transformer", "PositionalEncoding")]
    public void PositionsAgreeWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("transformer")[name]);
        run.Check(new PositionalEncoding(run.Case.Int("width"), run.Case.Int("positions")).Forward(run["x"]));
    }

    [Fact]
    public void ADecoderLayerHasPyTorchsNames()
    {
        var layer = new TransformerDecoderLayer(6, 2, 8, new Rng(1), dropout: 0.1);
        string[] attention = ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"];
        string[] rest = ["linear1", "linear2", "norm1", "norm2", "norm3"];
        Assert.Equal(
            [
                .. attention.Select(name => "self_attn." + name), .. attention.Select(name => "multihead_attn." + name),
                .. rest.SelectMany(name => new[] { name + ".weight", name + ".bias" }),
            ],
            layer.StateDict().Keys);
    }

    [Fact]
    public void DropoutActsInTrainingAloneAndItsGeneratorsAreKnown()
    {
        var layer = new TransformerDecoderLayer(6, 2, 8, new Rng(1), dropout: 0.5);
        Tensor x = Tensor.Normal(new Rng(2), 0, 1, 2, 3, 6), memory = Tensor.Normal(new Rng(3), 0, 1, 2, 4, 6);
        Assert.Equal(["self_attn.rng", "multihead_attn.rng", "dropout.rng"], layer.NamedGenerators.Select(entry => entry.Name));
        Assert.NotEqual(layer.Forward(x, memory).ToArray(), layer.Forward(x, memory).ToArray());
        layer.Eval();
        Assert.Equal(layer.Forward(x, memory).ToArray(), layer.Forward(x, memory).ToArray());
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var layer = new TransformerDecoderLayer(6, 2, 8, new Rng(1));
        Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros(2, 3, 5), Tensor.Zeros(2, 3, 6)));
        Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros(2, 3, 6), Tensor.Zeros(1, 3, 6)));
        Assert.Throws<ArgumentException>(() => new TransformerDecoderLayer(6, 4, 8, new Rng(1)));
        Assert.Throws<ShapeException>(() => new PositionalEncoding(6, 3).Forward(Tensor.Zeros(2, 4, 6)));
    }
}
