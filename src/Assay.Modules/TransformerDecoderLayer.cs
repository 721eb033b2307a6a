using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// One layer of a transformer's decoder (Vaswani et al. 2017), as torch.nn.TransformerDecoderLayer with batch_first and ReLU:
/// attention to itself, attention to a memory, and two linear layers, each followed by LayerNorm(x + result).
/// </summary>
public sealed class TransformerDecoderLayer : Module
{
    readonly MultiHeadAttention _selfAttn, _multiheadAttn;
    readonly Linear _linear1, _linear2;
    readonly LayerNorm _norm1, _norm2, _norm3;
    readonly Dropout _dropout;

    /// <param name="width">Width of the sequence and of the memory.</param>
    /// <param name="heads">Of both attentions; must divide the width.</param>
    /// <param name="feedForward">Width between the two linear layers.</param>
    /// <param name="rng">Draws the weights and seeds the dropout.</param>
    /// <param name="dropout">
    /// Probability, while training, of dropping an attention weight, a result before it is added, or a number between the
    /// linear layers.
    /// </param>
    public TransformerDecoderLayer(int width, int heads, int feedForward, Rng rng, double dropout = 0)
    {
        _selfAttn = new MultiHeadAttention(width, heads, rng, dropout);
        _multiheadAttn = new MultiHeadAttention(width, heads, rng, dropout);
        _linear1 = new Linear(width, feedForward, rng);
        _linear2 = new Linear(feedForward, width, rng);
        (_norm1, _norm2, _norm3) = (new LayerNorm(width), new LayerNorm(width), new LayerNorm(width));
        _dropout = new Dropout(dropout, rng);
    }

    /// <summary>The layer's output, (batch, time, width).</summary>
    /// <param name="x">(batch, time, width).</param>
    /// <param name="memory">(batch, keys, width).</param>
    /// <param name="causal">True lets position i of <paramref name="x"/> attend to positions 0 .. i of <paramref name="x"/> only.</param>
    /// <param name="memoryCausal">The same for positions of <paramref name="memory"/>.</param>
    /// <param name="padding">(batch, time), true where a position is left out; keep it as it is until Backward.</param>
    /// <param name="memoryPadding">(batch, keys), the same for positions of the memory.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(
        Tensor x, Tensor memory, bool causal = false, bool memoryCausal = false, bool[]? padding = null, bool[]? memoryPadding = null)
    {
        using var inside = Arena.Recycle();
        x = _norm1.Forward(x, _dropout.Forward(_selfAttn.Forward(x, x, x, padding, causal)));
        x = _norm2.Forward(x, _dropout.Forward(_multiheadAttn.Forward(x, memory, memory, memoryPadding, memoryCausal)));
        return inside.Publish(_norm3.Forward(x, _dropout.Forward(_linear2.Forward(_dropout.Forward(_linear1.Forward(x).Relu())))));
    }

    /// <summary>The output of the last position alone, (batch, width), which may attend to all positions: that of a causal layer at less cost.</summary>
    /// <param name="x">(batch, time, width).</param>
    /// <param name="memory">(batch, keys, width).</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor ForwardLast(Tensor x, Tensor memory)
    {
        using var inside = Arena.Recycle();
        var last = x.Slice(1, x.Dim(1) - 1, 1);
        last = _norm1.Forward(last, _dropout.Forward(_selfAttn.Forward(last, x, x)));
        last = _norm2.Forward(last, _dropout.Forward(_multiheadAttn.Forward(last, memory, memory)));
        last = _norm3.Forward(last, _dropout.Forward(_linear2.Forward(_dropout.Forward(_linear1.Forward(last).Relu()))));
        return inside.Publish(last.Reshape(last.Dim(0), last.Dim(2)));
    }

    /// <summary>The same as <see cref="Forward"/>, and the weights (batch, heads, time, keys) of both attentions, without gradient.</summary>
    /// <inheritdoc cref="Forward" path="/param"/>
    public (Tensor Output, Tensor Self, Tensor Memory) ForwardWithWeights(Tensor x, Tensor memory, bool causal = false, bool memoryCausal = false)
    {
        using var inside = Arena.Recycle();
        var (own, self) = _selfAttn.ForwardWithWeights(x, x, x, causal: causal);
        x = _norm1.Forward(x, _dropout.Forward(own));
        var (read, weights) = _multiheadAttn.ForwardWithWeights(x, memory, memory, causal: memoryCausal);
        x = _norm2.Forward(x, _dropout.Forward(read));
        x = _norm3.Forward(x, _dropout.Forward(_linear2.Forward(_dropout.Forward(_linear1.Forward(x).Relu()))));
        return (inside.Publish(x), inside.Publish(self), inside.Publish(weights));
    }
}
