namespace Assay.Studies.Poetry;

/// <summary>
/// What needs no network: the mean vector everywhere, the mean vector of each place of a window, and principal components of whole windows with as many
/// floats as a code has, and waves along principal directions of words with as many, which share their directions over the places. Beside a model that reads around its code there are also as many components as floats cross to its decoder, or as there are.
/// </summary>
sealed class PoetryBaselines(PoetryWindows train, PoetryScores scores, PoetryArchitecture architecture)
{
    /// <summary>The names of the two that know nothing of a window.</summary>
    public const string MeanVector = "mean vector", MeanChunk = "mean chunk";

    /// <summary>What the names of principal components begin with.</summary>
    public const string Components = "PCA, ";

    /// <summary>What the name of waves along principal directions of words begins with.</summary>
    public const string Waves = "waves, ";

    /// <summary>Scores of each on test windows.</summary>
    public List<(string Name, TokenScores Scores, Dictionary<string, double> Metrics)> Of(PoetryWindows windows)
    {
        var row = windows.Window * windows.Table.Dimension;
        long[] wanted = architecture.Attend == AttendTo.Encoder ? [architecture.Bottleneck, architecture.FloatsCrossing(windows.Window)] : [architecture.Bottleneck];
        var components = new PrincipalComponents(train, scores.Mean, (int)Math.Min(int.MaxValue, wanted.Max()));
        var means = new float[row];
        for (var t = 0; t < windows.Window; t++) scores.Mean.CopyTo(means.AsSpan(t * windows.Table.Dimension));
        var all = new List<(string Name, TokenScores Scores, Dictionary<string, double> Metrics)> { Scored(MeanVector, [.. Enumerable.Repeat(means, windows.Count)], 0) };
        all.Add(Scored(MeanChunk, [.. Enumerable.Repeat(MeanWindow(), windows.Count)], 0));
        foreach (var floats in wanted.Select(floats => (int)Math.Min(floats, components.Count)).Distinct())
            all.Add(Scored($"{Components}{floats} floats", [.. components.Reconstruct(windows, scores.Mean, floats).ToArray().Chunk(row)], floats));
        var waves = new WaveComponents(train, scores.Mean, architecture.Bottleneck);
        all.Add(Scored($"{Waves}{waves.Count} floats", [.. waves.Reconstruct(windows, scores.Mean).ToArray().Chunk(row)], waves.Count));
        return all;

        (string, TokenScores, Dictionary<string, double>) Scored(string name, IReadOnlyList<float[]> written, int floats)
        {
            var judged = scores.Of(windows.Ids, written, nearest: true);
            var metrics = judged.Full().ToDictionary(score => $"test/{score.Key}", score => score.Value);
            if (floats == 0) metrics["test/floats"] = 0;
            else
                foreach (var (metric, value) in Crossing.Of(windows, _ => floats)) metrics[metric] = value;
            return (name, judged, metrics);
        }
    }

    // The mean vector of each place over the training windows that reach it; the mean of all where none does.
    float[] MeanWindow()
    {
        var width = train.Table.Dimension;
        var sums = new double[train.Window * width];
        var counts = new int[train.Window];
        foreach (var ids in train.Ids)
        {
            for (var t = 0; t < ids.Length; t++)
            {
                counts[t]++;
                var vector = train.Table[ids[t]];
                for (var i = 0; i < width; i++) sums[(t * width) + i] += vector[i];
            }
        }
        var means = new float[sums.Length];
        for (var t = 0; t < counts.Length; t++)
            for (var i = 0; i < width; i++) means[(t * width) + i] = counts[t] > 0 ? (float)(sums[(t * width) + i] / counts[t]) : scores.Mean[i];
        return means;
    }
}
