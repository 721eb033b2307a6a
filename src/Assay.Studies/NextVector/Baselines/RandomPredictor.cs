using System.Runtime.InteropServices;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// Normal random vectors of about the length of training vectors: what an angle is worth that says nothing. What is drawn follows from the seed and the
/// numbers of the context alone, so that neither batches nor the order of calls matter.
/// </summary>
sealed class RandomPredictor(PredictionData data) : VectorPredictor
{
    /// <inheritdoc/>
    public override string Name => "random";

    /// <inheritdoc/>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null)
    {
        int width = contexts.Dim(2), row = contexts.Dim(1) * width;
        var deviation = data.Length / MathF.Sqrt(width);
        var result = Tensor.Zeros(contexts.Dim(0), width);
        for (var i = 0; i < contexts.Dim(0); i++)
        {
            var rng = new Rng(Key(contexts.Span.Slice(i * row, row)));
            foreach (ref var value in result.Span.Slice(i * width, width)) value = deviation * rng.NextNormal();
        }
        return result;
    }

    // FNV-1a over the bits of the context, begun with the seed.
    ulong Key(ReadOnlySpan<float> context)
    {
        var hash = 14695981039346656037UL ^ data.Seed;
        foreach (var bits in MemoryMarshal.Cast<float, uint>(context)) hash = (hash ^ bits) * 1099511628211UL;
        return hash;
    }
}
