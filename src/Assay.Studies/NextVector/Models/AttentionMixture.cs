using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// The attention mixture network: the mean b of the context asks which vectors matter, m is their mixture, and the prediction is b plus what a
/// network makes of b and m (and of the query). 1,510,912 parameters with 768 and 512. It does not know the order of its context.
/// </summary>
sealed class AttentionMixture : NextVectorModel
{
    readonly Linear _context, _query;
    readonly Sequential _residual;

    public AttentionMixture(NextVectorArchitecture architecture, Rng rng)
        : base(architecture)
    {
        var (width, hidden, half) = (architecture.Width, architecture.Hidden, architecture.Hidden / 2);
        _context = new Linear(width, half, rng);
        _query = new Linear(width, half, rng);
        _residual = new Sequential(
            new Linear((architecture.Query ? 3 : 2) * width, hidden, rng), Activation.Gelu(), new LayerNorm(hidden),
            new Linear(hidden, half, rng), Activation.Gelu(), new LayerNorm(half), new Linear(half, width, rng));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Tensor Weights)> AttentionOf(Tensor contexts, Tensor? queries = null) =>
        [("mixture", Weights(contexts, contexts.Mean(1)).Reshape(contexts.Dim(0), contexts.Dim(1)))];

    /// <inheritdoc/>
    protected override Tensor Run(Tensor contexts, Tensor? queries)
    {
        var mean = contexts.Mean(1);
        var mixture = Weights(contexts, mean).MatMul(contexts).Reshape(mean.Dims);
        var read = queries is null ? Tensor.Concat(-1, mean, mixture) : Tensor.Concat(-1, mean, mixture, queries);
        return mean + _residual.Forward(read);
    }

    // (batch, 1, context)
    Tensor Weights(Tensor contexts, Tensor mean)
    {
        var asked = _query.Forward(mean).Unsqueeze(1);
        var keys = _context.Forward(contexts);
        return (asked.MatMul(keys, transposeB: true) * (float)(1 / Math.Sqrt(keys.Dim(2)))).Softmax();
    }
}
