namespace Assay.Runs;

/// <summary>
/// The scores of each held-out item of a run and of its baselines: what comparisons of runs resample in pairs. Stored as
/// <see cref="RunFiles.Items"/>.
/// </summary>
/// <param name="Unit">What an item is, in the singular: poem, segment.</param>
/// <param name="Split">The split that the items belong to: test.</param>
/// <param name="Items">The items' names, such as "17 The Ferry", each different; the same item has the same name in every run.</param>
/// <param name="Metrics">By metric name, one value an item, in their order; NaN where an item has none.</param>
/// <param name="Baselines">By baseline, the same.</param>
public sealed record ItemScores(
    string Unit, string Split, IReadOnlyList<string> Items, IReadOnlyDictionary<string, double[]> Metrics,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double[]>> Baselines)
{
    /// <summary>The format that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; set; } = CurrentFormat;

    /// <summary>What each item counts for in a mean over items, such as its windows, in their order; null where all count alike.</summary>
    public double[]? Weights { get; init; }

    /// <summary>Writes the scores into a run's folder, as a whole or not at all.</summary>
    /// <exception cref="ArgumentException">An item is there twice, or a metric has not one value an item.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        if (Problem() is { } problem) throw new ArgumentException(problem);
        AtomicFile.Write(Path.Combine(runFolder, RunFiles.Items), RunJson.Write(this));
    }

    /// <summary>The scores in a run's folder; null where there are none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or its lists do not belong together; names path and problem.</exception>
    public static ItemScores? Read(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        var path = Path.Combine(runFolder, RunFiles.Items);
        if (!File.Exists(path)) return null;
        var scores = RunJson.ReadItems(path);
        return scores.Problem() is { } problem ? throw new InvalidDataException($"{path}: {problem}") : scores;
    }

    string? Problem()
    {
        if (Format != CurrentFormat) return $"format {Format}; this version reads format {CurrentFormat}";
        // A file may lack any field, whatever the types say.
        if (Unit is null || Split is null || Items is null || Metrics is null || Baselines is null)
            return "a field is missing; needed: unit, split, items, metrics, baselines";
        if (Items.GroupBy(item => item).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"item '{twice.Key}' is there {twice.Count()} times; needed: each once";
        if (Weights is not null && Weights.Length != Items.Count) return $"{Weights.Length} weights for {Items.Count} items; needed: one an item";
        if (Weights?.FirstOrDefault(weight => !(weight > 0 && double.IsFinite(weight)), 1) is { } wrong and not 1) return $"an item counts for {wrong}; needed: weights above 0";
        if (Baselines.FirstOrDefault(pair => pair.Value is null).Key is { } empty) return $"baseline '{empty}' has no metrics";
        return Baselines.Select(pair => Problem(pair.Value, $" of baseline '{pair.Key}'")).Prepend(Problem(Metrics, ""))
            .FirstOrDefault(problem => problem is not null);
    }

    string? Problem(IReadOnlyDictionary<string, double[]> metrics, string owner)
    {
        foreach (var (name, values) in metrics)
        {
            if (values is null) return $"metric '{name}'{owner} has no values";
            if (values.Length != Items.Count)
                return $"metric '{name}'{owner} has {values.Length} values for {Items.Count} items; needed: one value an item";
        }

        return null;
    }
}
