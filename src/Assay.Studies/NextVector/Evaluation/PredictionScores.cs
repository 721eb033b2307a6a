using System.Numerics.Tensors;
using Assay.Data.Sequences;

namespace Assay.Studies.NextVector;

/// <summary>How near raw predictions come to their targets, window by window.</summary>
sealed class PredictionScores
{
    /// <param name="windows">What was predicted.</param>
    /// <param name="predictions">(chosen windows, dimension) raw, row by row.</param>
    /// <param name="mean">(dimension) the mean training vector.</param>
    /// <param name="chosen">Places of the windows that were predicted; null for all.</param>
    public PredictionScores(VectorWindows windows, ReadOnlySpan<float> predictions, ReadOnlySpan<float> mean, int[]? chosen = null)
    {
        var width = windows.Corpus.Dimension;
        var count = chosen?.Length ?? windows.Count;
        if (predictions.Length != (long)count * width)
            throw new ArgumentException($"{predictions.Length} numbers are no predictions of {count} windows of {width}.", nameof(predictions));
        (Cosine, Centred, MeanSquare) = (new double[count], new double[count], new double[count]);
        var (lengths, targets) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var prediction = predictions.Slice(i * width, width);
            var target = windows.Corpus[windows.Target(chosen?[i] ?? i)];
            Cosine[i] = Directions.Cosine(prediction, target);
            Centred[i] = Directions.Cosine(prediction, target, mean);
            MeanSquare[i] = Directions.MeanSquare(prediction, target);
            lengths += TensorPrimitives.Norm(prediction);
            targets += TensorPrimitives.Norm(target);
        }
        Length = lengths / targets;
    }

    /// <summary>The cosine of each prediction with its target.</summary>
    public double[] Cosine { get; }

    /// <summary>The same as seen from the mean training vector, which all vectors share.</summary>
    public double[] Centred { get; }

    /// <summary>Mean squared difference of the components.</summary>
    public double[] MeanSquare { get; }

    /// <summary>
    /// Mean length of raw predictions over that of their targets: the best predictions are somewhat shorter, and a loss that does not see lengths may leave
    /// them anywhere, where centred cosine and squared error say little.
    /// </summary>
    public double Length { get; }

    /// <summary>Means over the windows: "cosine", "cosine/centred", "mse".</summary>
    public Dictionary<string, double> Means() => new()
    {
        ["cosine"] = Cosine.Average(), ["cosine/centred"] = Centred.Average(), ["mse"] = MeanSquare.Average(),
    };

    /// <summary>The means with their standard errors over documents, "cosine/se" and "cosine/centred/se", and "length".</summary>
    public Dictionary<string, double> Means(WindowDocuments documents)
    {
        var means = Means();
        means["cosine/se"] = documents.StandardError(Cosine);
        means["cosine/centred/se"] = documents.StandardError(Centred);
        means["length"] = Length;
        return means;
    }
}
