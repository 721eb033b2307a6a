using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// A projection with positions added, decoder layers that attend causally to themselves and to the projected sequence, and a head of two linear
/// layers on the last step: 17,867,520 parameters with 768, 512 and 4 layers of 8 heads.
/// </summary>
sealed class NextTransformer : NextVectorModel
{
    readonly Linear? _query;
    readonly Linear _input;
    readonly PositionalEncoding _positions;
    readonly TransformerDecoderLayer[] _layers;
    readonly Sequential _head;

    public NextTransformer(NextVectorArchitecture architecture, Rng rng)
        : base(architecture)
    {
        var (width, hidden) = (architecture.Width, architecture.Hidden);
        _query = architecture.Query ? new Linear(width, width, rng) : null;
        _input = new Linear(width, hidden, rng);
        _positions = new PositionalEncoding(hidden, architecture.Context + 1);
        _layers = [.. Enumerable.Range(0, architecture.Layers).Select(_ => new TransformerDecoderLayer(hidden, architecture.Heads, 4 * hidden, rng, architecture.Dropout))];
        _head = new Sequential(new Linear(hidden, hidden, rng), Activation.Gelu(), new LayerNorm(hidden), new Linear(hidden, width, rng));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Tensor Weights)> AttentionOf(Tensor contexts, Tensor? queries = null)
    {
        var all = new List<(string, Tensor)>();
        var memory = Read(contexts, queries);
        var x = memory;
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            (x, var self, var cross) = _layers[layer].ForwardWithWeights(x, memory, causal: true, memoryCausal: true);
            for (var head = 0; head < Architecture.Heads; head++)
            {
                all.Add(($"layer {layer + 1} self, head {head + 1}", LastOf(self, head)));
                all.Add(($"layer {layer + 1} memory, head {head + 1}", LastOf(cross, head)));
            }
        }
        return all;

        // Weights of the last query over the context, without the query vector's place.
        Tensor LastOf(Tensor weights, int head)
        {
            var keys = weights.Dim(3);
            return weights.Slice(1, head, 1).Slice(2, weights.Dim(2) - 1, 1).Slice(3, keys - Architecture.Context, Architecture.Context)
                .Reshape(weights.Dim(0), Architecture.Context);
        }
    }

    /// <inheritdoc/>
    protected override Tensor Run(Tensor contexts, Tensor? queries)
    {
        var memory = Read(contexts, queries);
        var x = memory;
        for (var layer = 0; layer < _layers.Length - 1; layer++) x = _layers[layer].Forward(x, memory, causal: true, memoryCausal: true);
        // Of the last layer only the last step is read, and it may attend to all.
        return _head.Forward(_layers[^1].ForwardLast(x, memory));
    }

    Tensor Read(Tensor contexts, Tensor? queries) => _positions.Forward(_input.Forward(Sequence(contexts, queries, _query)));
}
