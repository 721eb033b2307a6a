using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>
/// What the codes of a variational autoencoder carry: how far their distributions are from the standard normal one, and how many of their dimensions
/// depend on the text at all.
/// </summary>
static class PosteriorScores
{
    // Variance of the posterior mean over texts from which a dimension counts as active (Burda, Grosse, Salakhutdinov, "Importance weighted autoencoders", 2016).
    const double ActiveVariance = 0.01;

    /// <summary>
    /// <c>kl</c> in nats a window, <c>kl/dimensions</c> that have more than the free nats each, and <c>code/active</c> dimensions; nothing for a model that
    /// is not variational.
    /// </summary>
    public static Dictionary<string, double> Of(PoetryAutoencoder model, PoetryWindows windows, double free)
    {
        if (!model.Architecture.Variational) return [];
        var size = model.Architecture.Bottleneck;
        double[] divergence = new double[size], sums = new double[size], squares = new double[size];
        var training = model.Training;
        model.Eval();
        using (Tensor.PauseGradients())
        {
            using var arena = Arena.Enter();
            foreach (var places in windows.Batches())
            {
                var (x, lengths, _) = windows.Batch(places);
                var (mean, logVariance, _) = model.EncodePosterior(x, lengths);
                var each = Losses.NormalDivergences(mean, logVariance!);
                for (var i = 0; i < size; i++) divergence[i] += each.Span[i] * ((double)places.Length / windows.Count);
                for (var i = 0; i < mean.Count; i++)
                {
                    sums[i % size] += mean.Span[i];
                    squares[i % size] += Math.Pow(mean.Span[i], 2);
                }
                arena.Rewind();
            }
        }
        if (training) model.Train();
        double n = windows.Count;
        return new Dictionary<string, double>
        {
            ["kl"] = divergence.Sum(),
            ["kl/dimensions"] = divergence.Count(value => value > free),
            ["code/active"] = Enumerable.Range(0, size).Count(i => (squares[i] / n) - Math.Pow(sums[i] / n, 2) > ActiveVariance),
        };
    }

    /// <summary>What there is to say of them after a training: that most dimensions no longer depend on the text.</summary>
    /// <param name="architecture">Of the model.</param>
    /// <param name="test">Its scores on the held-out windows, by names that begin with <c>test/</c>.</param>
    public static Finding? Collapse(PoetryArchitecture architecture, IReadOnlyDictionary<string, double> test)
    {
        if (!test.TryGetValue("test/code/active", out var active) || active >= architecture.Bottleneck / 2.0) return null;
        return new Finding("poetry/posterior-collapse", Severity.Warning, active == 0 ? "The posterior has collapsed." : "The posterior has collapsed in most dimensions.",
            $"Over the held-out windows the mean of {active:F0} of {architecture.Bottleneck} dimensions has a variance above {ActiveVariance}; the divergence is {test["test/kl"]:F2} nats a window.",
            "A lower kl.weight, a longer kl.warmup or more free nats (kl.free) leave more of the text in the code.");
    }
}
