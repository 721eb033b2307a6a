using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>Means and logarithmic variances of all operations under one encoder, so that a frozen one computes them once.</summary>
sealed class TernaryCodes
{
    const int Rows = 6561;

    TernaryCodes(Tensor means, Tensor logVariances) => (Means, LogVariances) = (means, logVariances);

    /// <summary>(19683, latent)</summary>
    public Tensor Means { get; }

    /// <summary>(19683, latent)</summary>
    public Tensor LogVariances { get; }

    public static TernaryCodes Of(TernaryEncoder encoder)
    {
        using var paused = Tensor.PauseGradients();
        List<Tensor> means = [], logVariances = [];
        for (var first = 0; first < TernaryOperations.Count; first += Rows)
        {
            var (mean, logVariance) = encoder.Forward(TernaryOperations.Inputs([.. Enumerable.Range(first, Math.Min(Rows, TernaryOperations.Count - first))]));
            means.Add(mean);
            logVariances.Add(logVariance);
        }
        return new TernaryCodes(Tensor.Concat(0, [.. means]).Keep(), Tensor.Concat(0, [.. logVariances]).Keep());
    }

    /// <summary>Where a model puts everything.</summary>
    /// <param name="model">In evaluation mode.</param>
    /// <param name="b">Which of its codes.</param>
    /// <param name="draw">Draws the codes around their means; null for the means themselves.</param>
    /// <param name="decode">Whether to decode, too, for code A: the means, or where <paramref name="fromPoint"/> the logarithms of the points.</param>
    /// <param name="fromPoint">What is decoded.</param>
    /// <param name="points">Whether the points are asked for, beside their radii.</param>
    public TernaryEmbedding Embed(TernaryModel model, bool b, Rng? draw, bool decode, bool fromPoint, bool points = true)
    {
        using var paused = Tensor.PauseGradients();
        var codes = draw is null ? Means : Means.WithNoise(LogVariances, Tensor.Normal(draw, 0, 1, Means.Dims));
        var radii = model.Project(b).Radius(codes);
        var places = points || (decode && fromPoint) ? model.Project(b).Point(codes, radii) : null;
        bool[]? recovered = null;
        if (decode) recovered = Recovered(model.Decoder.Forward(fromPoint ? model.Ball(b).LogOrigin(places!) : Means));
        return new TernaryEmbedding([.. radii.Span.ToArray().Select(radius => (double)radius)], places?.ToArray() ?? [], recovered, model.Ball(b).Curvature);
    }

    static bool[] Recovered(Tensor logits)
    {
        var classes = logits.ArgMax();
        var truth = TernaryOperations.Classes([.. Enumerable.Range(0, TernaryOperations.Count)]);
        var recovered = new bool[TernaryOperations.Count];
        for (var row = 0; row < recovered.Length; row++)
            recovered[row] = classes.AsSpan(row * TernaryOperations.Digits, TernaryOperations.Digits).SequenceEqual(truth.AsSpan(row * TernaryOperations.Digits, TernaryOperations.Digits));
        return recovered;
    }
}
