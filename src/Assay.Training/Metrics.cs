using Assay.Data;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>Metrics for validation.</summary>
public static class Metrics
{
    /// <summary>Share of the examples whose largest logit (examples, classes) is that of their label.</summary>
    public static double Accuracy(Tensor output, Batch batch)
    {
        var labels = batch.Labels;
        var best = output.ArgMax(-1);
        var right = 0;
        for (var i = 0; i < labels.Length; i++)
            if (best[i] == labels[i]) right++;
        return (double)right / labels.Length;
    }
}
