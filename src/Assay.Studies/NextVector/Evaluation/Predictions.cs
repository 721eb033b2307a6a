using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>Asks predictors for many windows, a batch at a time.</summary>
static class Predictions
{
    const int Batch = 256;

    /// <summary>Raw predictions of all windows, (windows, dimension) row by row.</summary>
    /// <param name="predictor">Whose.</param>
    /// <param name="windows">Of what.</param>
    /// <param name="queries">What predictors are told besides; null for nothing.</param>
    public static float[] Of(VectorPredictor predictor, VectorWindows windows, Func<VectorWindows, int[], Tensor>? queries = null) =>
        Of(predictor, windows, [.. Enumerable.Range(0, windows.Count)], queries);

    /// <summary>Raw predictions of some windows in their order, (windows, dimension) row by row.</summary>
    public static float[] Of(VectorPredictor predictor, VectorWindows windows, int[] chosen, Func<VectorWindows, int[], Tensor>? queries = null) =>
        Collect(windows, chosen, places => predictor.Predict(windows, places, queries?.Invoke(windows, places)));

    /// <summary>Rows of some windows in their order, (windows, dimension) row by row; nothing is recorded, and each batch's tensors end with it.</summary>
    public static float[] Collect(VectorWindows windows, int[] chosen, Func<int[], Tensor> rows)
    {
        var width = windows.Corpus.Dimension;
        var all = new float[(long)chosen.Length * width];
        ForEachBatch(chosen, (first, places) => rows(places).Span.CopyTo(all.AsSpan(first * width)));
        return all;
    }

    /// <summary>Calls with the place of a batch's first window among the chosen ones, and the batch.</summary>
    public static void ForEachBatch(int[] chosen, Action<int, int[]> action)
    {
        using var paused = Tensor.PauseGradients();
        using var arena = Arena.Enter();
        for (var first = 0; first < chosen.Length; first += Batch)
        {
            action(first, chosen[first..Math.Min(chosen.Length, first + Batch)]);
            arena.Rewind();
        }
    }

    /// <summary>At most so many of all windows, evenly spread.</summary>
    public static int[] Spread(int count, int most) =>
        [.. Enumerable.Range(0, Math.Min(count, most)).Select(i => (int)((long)i * count / Math.Min(count, most)))];
}
