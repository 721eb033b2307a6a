using System.Numerics.Tensors;
using Assay.Data.Sequences;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.NextVector;

/// <summary>The windows that a predictor is fitted on, chosen by and judged on, and what is known of the training vectors.</summary>
sealed class PredictionData
{
    readonly float[] _mean;
    readonly bool _numbered;

    /// <param name="train">Windows of the documents trained on.</param>
    /// <param name="valid">Windows of the documents that choose.</param>
    /// <param name="test">Windows of the documents that judge.</param>
    /// <param name="seed">The split's: what the evaluation draws, it draws from this.</param>
    /// <exception cref="ArgumentException">A side has no window, or they are not of one corpus and context.</exception>
    public PredictionData(VectorWindows train, VectorWindows valid, VectorWindows test, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(train);
        foreach (var (windows, split) in new[] { (train, "train"), (valid, "valid"), (test, "test") })
        {
            if (windows.Corpus != train.Corpus || windows.Context != train.Context)
                throw new ArgumentException($"The {split} windows are not of the corpus and context of the training windows.", split);
            if (windows.Count == 0)
                throw new ArgumentException($"No window in the {split} documents; needed: a document of at least {train.Context + 1} vectors.", split);
        }
        (Train, Valid, Test, Seed) = (train, valid, test, seed);
        var corpus = train.Corpus;
        var (sums, length, rows, next) = (new double[corpus.Dimension], 0.0, 0, 0);
        for (var window = 0; window < train.Count; window++)
        {
            // Windows overlap; each vector counts once.
            for (next = Math.Max(next, train.First(window)); next <= train.Target(window); next++, rows++)
            {
                var vector = corpus[next];
                for (var i = 0; i < sums.Length; i++) sums[i] += vector[i];
                length += TensorPrimitives.Norm(vector);
            }
        }
        _mean = [.. sums.Select(sum => (float)(sum / rows))];
        Length = (float)(length / rows);
        _numbered = corpus.Documents.Distinct().Count() < corpus.Documents.Count;
    }

    /// <summary>Windows to fit on.</summary>
    public VectorWindows Train { get; }

    /// <summary>Windows to choose by.</summary>
    public VectorWindows Valid { get; }

    /// <summary>Windows to judge on.</summary>
    public VectorWindows Test { get; }

    /// <summary>What everything drawn is drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>What is known of where some windows' documents go, (windows, dimension); null where predictors are told nothing.</summary>
    public Func<VectorWindows, int[], Tensor>? Queries { get; init; }

    /// <summary>(dimension) mean of the vectors in training windows.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Mean length of the vectors in training windows.</summary>
    public float Length { get; }

    /// <summary>What reports call a document: its name, with its number before it where names are not unique.</summary>
    public string DocumentName(int document)
    {
        var name = Train.Corpus.Documents[document];
        return _numbered ? $"{document + 1} {name}" : name;
    }
}
