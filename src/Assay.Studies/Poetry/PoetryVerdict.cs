using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>What the scores of a run say, held against its baselines and ablations.</summary>
static class PoetryVerdict
{
    // A change of the cosine smaller than this is no change that a reader should build on.
    const double Noticeable = 0.01;

    public static (string Verdict, List<Finding> Findings) Judge(PoetryArchitecture architecture, PoetryData data, RunRecord record)
    {
        double Test(string name) => record.Best[$"test/{name}"];
        double Of(IReadOnlyDictionary<string, Dictionary<string, double>> table, string name) => table[name]["test/cosine"];
        var cosine = Test("cosine");
        var pca = record.Baselines.Keys.Single(name => name.StartsWith("PCA", StringComparison.Ordinal));
        var (mean, components) = (Of(record.Baselines, "mean vector"), Of(record.Baselines, pca));
        var crossing = architecture.FloatsCrossing(architecture.Window);
        var ratio = (double)architecture.Window * architecture.Width / crossing;
        var verdict = $"On {data.Split.Test.Count} held-out poems a written token has a mean cosine of {cosine:F3} with the one that was read ({Test("cosine/centred"):F3} around the mean vector), "
            + $"the mean vector {mean:F3}, {pca} {components:F3}; {100 * Test("top1"):F1} % of the nearest words are right. {crossing:N0} floats cross to the decoder for {architecture.Window} x {architecture.Width}: "
            + (architecture.Attend == AttendTo.Encoder ? $"an expansion or compression by {ratio:F2} around the code, so this is not a compressor." : $"compression {ratio:F1} times.");
        var findings = new List<Finding>();
        string[] better = [.. new[] { ("cosine", 1), ("cosine/centred", 1), ("mse", -1), ("top1", 1) }
            .Where(metric => metric.Item2 * record.Baselines[pca][$"test/{metric.Item1}"] > metric.Item2 * Test(metric.Item1))
            .Select(metric => $"{metric.Item1} {record.Baselines[pca][$"test/{metric.Item1}"]:G3} against {Test(metric.Item1):G3}")];
        if (better.Length > 0)
            findings.Add(new Finding("poetry/components-better", Severity.Warning, $"Principal components of as many floats do better{(better.Length == 4 ? "" : " by some measures")}.",
                $"On the held-out poems {pca}: {string.Join(", ", better)}.", "By these measures the network is not worth its training yet."));
        if (cosine < mean + Noticeable)
            findings.Add(new Finding("poetry/constant", Severity.Warning, "Hardly better than one constant vector.", $"test cosine {cosine:F3}; mean vector {mean:F3}.", "Train longer, or with more poems."));
        var shuffled = Of(record.Ablations, "code of another window");
        if (shuffled > cosine - Noticeable)
            findings.Add(new Finding("poetry/code-unused", Severity.Warning, "The code is not used.",
                $"With another window's code the test cosine is {shuffled:F3} instead of {cosine:F3}.", "What is written does not depend on what was read through the bottleneck."));
        var withoutStates = Of(record.Ablations, "encoder states zeroed");
        if (architecture.Attend == AttendTo.Encoder)
            findings.Add(new Finding("poetry/around-the-bottleneck", Severity.Warning, "The decoder reads around the bottleneck.",
                $"Without the encoder's states the test cosine is {withoutStates:F3} instead of {cosine:F3}.", "Take attend=latent or attend=none for a compressor."));
        var participation = Test("code/participation");
        if (participation < architecture.Bottleneck / 2.0)
            findings.Add(new Finding("poetry/collapse", Severity.Warning, "Codes use few of their dimensions.",
                $"Their variance spreads like that of {participation:F1} equal directions of {architecture.Bottleneck}.", "A smaller bottleneck would do, or the model has not learned to use this one."));
        if (PosteriorScores.Collapse(architecture, record.Best) is { } collapse) findings.Add(collapse);
        if (data.Repeated.Count > 0)
            findings.Add(new Finding("data/duplicates", Severity.Warning, "Some poems repeat others.",
                $"{data.Repeated.Count} group(s) with {data.Repeated.Sum(group => group.Length)} poems; each was kept on one side of the split, where a random split would have leaked.", "Remove the copies."));
        if (data.Skipped > 0)
            findings.Add(new Finding("data/short", Severity.Info, "Some poems are too short.", $"{data.Skipped} of {data.Poems.Count} have fewer than 5 tokens and were left out.", ""));
        return (verdict, findings);
    }
}
