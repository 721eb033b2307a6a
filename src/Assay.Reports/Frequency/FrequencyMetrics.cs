namespace Assay.Reports;

/// <summary>The metrics of the study frequency, in the order and with the words in which they are shown.</summary>
static class FrequencyMetrics
{
    /// <summary>Frozen errors over a whole set.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Frozen =
    [
        ("train/mse", "train MSE, frozen"),
        ("test/mse", "test MSE, frozen"),
        ("independent/mse", "independent test MSE, frozen"),
    ];

    /// <summary>Losses measured while the weights were still moving.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> Moving =
    [
        ("online/loss", "online loss, before each update"),
        ("train/loss", "training loss"),
    ];

    /// <summary>A metric in words where there are some, else its name.</summary>
    public static string Words(string name)
    {
        foreach (var (metric, words) in Frozen.Concat(Moving))
            if (metric == name) return words;
        return name;
    }

    /// <summary>The names of the test error of each tone that appear in the given values, by rising frequency.</summary>
    public static IReadOnlyList<(string Name, int Hertz)> Tones(params IEnumerable<string> names) => [.. names
        .Where(n => n.StartsWith("test/mse/f", StringComparison.Ordinal) && int.TryParse(n.AsSpan("test/mse/f".Length), out _))
        .Distinct().Select(n => (n, int.Parse(n.AsSpan("test/mse/f".Length)))).OrderBy(t => t.Item2)];
}
