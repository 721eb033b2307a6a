using Assay.Data.Sequences;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>Where attentions look, over all windows.</summary>
static class AttentionProfiles
{
    /// <summary>Mean weights and mean entropies; what a query beside the context is given is left out.</summary>
    /// <param name="windows">Over all of these.</param>
    /// <param name="queries">What the model is told besides; null for nothing.</param>
    /// <param name="attention">Of contexts (batch, context, dimension) and queries, the weights (batch, context) of each attention's last query, by name.</param>
    public static List<AttentionProfile> Of(
        VectorWindows windows, Func<VectorWindows, int[], Tensor>? queries, Func<Tensor, Tensor?, IReadOnlyList<(string Name, Tensor Weights)>> attention)
    {
        var sums = new List<(string Name, double[] Weights, double[] Entropy)>();
        Predictions.ForEachBatch([.. Enumerable.Range(0, windows.Count)], (_, places) =>
        {
            foreach (var (index, (name, weights)) in attention(windows.Contexts(places), queries?.Invoke(windows, places)).Index())
            {
                if (sums.Count == index) sums.Add((name, new double[windows.Context], new double[1]));
                for (var i = 0; i < places.Length; i++)
                {
                    var row = weights.Span.Slice(i * windows.Context, windows.Context);
                    var sum = 0.0;
                    foreach (var weight in row) sum += weight;
                    for (var place = 0; place < row.Length; place++)
                    {
                        var weight = row[place] / sum;
                        sums[index].Weights[place] += weight;
                        if (weight > 0) sums[index].Entropy[0] -= weight * Math.Log(weight);
                    }
                }
            }
        });
        return [.. sums.Select(sum => new AttentionProfile(sum.Name, [.. sum.Weights.Select(weight => weight / windows.Count)], sum.Entropy[0] / windows.Count))];
    }
}
