namespace Assay.Data.Sequences;

/// <summary>What an inspection means for training, in sentences.</summary>
public static class CorpusVerdict
{
    // A common direction of less is not worth a warning; the profile of ordered text falls by more; less similarity leaves nothing to predict.
    const double NotableMean = 0.2;
    const double LeastFall = 0.1;
    const double LeastSimilarity = 0.02;
    const double LengthTolerance = 1e-3;

    /// <summary>The sentences.</summary>
    /// <param name="inspection">Of the corpus.</param>
    /// <param name="context">Vectors before a target.</param>
    public static IReadOnlyList<string> Of(CorpusInspection inspection, int context = 5)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        var verdict = new List<string>();
        var corpus = inspection.Corpus;
        var windows = new VectorWindows(corpus, context, Enumerable.Range(0, corpus.Documents.Count));
        var used = Enumerable.Range(0, windows.Count).Select(windows.Document).Distinct().Count();
        verdict.Add(windows.Count == 0
            ? $"No document has {context + 1} vectors in a row: there is no window of {context} and a target."
            : $"There are {windows.Count:N0} windows of {context} and a target{(used < corpus.Documents.Count ? $"; {corpus.Documents.Count - used:N0} of {corpus.Documents.Count:N0} documents are too short for one" : "")}.");
        if (used is 1 or 2) verdict.Add($"Only {used} document{(used == 1 ? " has" : "s have")} windows, and a split needs 3.");
        if (inspection.MeanCosine >= NotableMean)
            verdict.Add($"The vectors share a mean component: a constant prediction has the cosine {inspection.MeanCosine:F3}, so plain cosines flatter every predictor. Look at the centred cosine too.");
        if (Order(inspection.Profile) is { } order) verdict.Add(order);
        if (Math.Abs(inspection.Lengths.Least - 1) > LengthTolerance || Math.Abs(inspection.Lengths.Greatest - 1) > LengthTolerance)
            verdict.Add($"The vectors are not of length 1, but of {inspection.Lengths.Least:G3} to {inspection.Lengths.Greatest:G3}.");
        if (inspection.Repeated > 0) verdict.Add($"{inspection.Repeated:N0} vectors repeat an earlier one bit for bit.");
        return verdict;
    }

    static string? Order(IReadOnlyList<LagSimilarity> profile)
    {
        if (profile.Count < 2) return null;
        var (near, far) = (profile[0], profile[^1]);
        if (near.Centred < LeastSimilarity)
            return $"Neighbours are hardly more alike than strangers (centred cosine {near.Centred:F3}): the past may say nothing about the next vector.";
        return near.Centred - far.Centred < LeastFall * near.Centred
            ? $"Order seems lost, or says little: the profile is flat (centred cosine {near.Centred:F3} of neighbours, {far.Centred:F3} at {far.Lag} places)."
            : $"Order is there: neighbours are more alike (centred cosine {near.Centred:F3}) than vectors {far.Lag} places apart ({far.Centred:F3}).";
    }
}
