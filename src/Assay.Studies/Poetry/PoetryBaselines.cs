namespace Assay.Studies.Poetry;

/// <summary>What needs no network: the mean vector everywhere, and principal components of whole windows with as many floats as a code has.</summary>
sealed class PoetryBaselines(PoetryWindows train, PoetryScores scores, int floats)
{
    readonly PrincipalComponents _components = new(train, scores.Mean, floats);

    /// <summary>Scores of both by name.</summary>
    public Dictionary<string, Dictionary<string, double>> Of(PoetryWindows windows, string split)
    {
        var means = new float[windows.Window * windows.Table.Dimension];
        for (var t = 0; t < windows.Window; t++) scores.Mean.CopyTo(means.AsSpan(t * windows.Table.Dimension));
        var written = _components.Reconstruct(windows, scores.Mean).ToArray();
        return new Dictionary<string, Dictionary<string, double>>
        {
            ["mean vector"] = Named(scores.Of(windows, [.. Enumerable.Repeat(means, windows.Count)], nearest: true)),
            [$"PCA, {_components.Count} floats"] = Named(scores.Of(windows, [.. written.Chunk(means.Length)], nearest: true)),
        };

        Dictionary<string, double> Named(Dictionary<string, double> values) => values.ToDictionary(score => $"{split}/{score.Key}", score => score.Value);
    }
}
