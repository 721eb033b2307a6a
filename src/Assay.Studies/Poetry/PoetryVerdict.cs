using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>What the scores of a model say, held against its baselines and ablations.</summary>
static class PoetryVerdict
{
    // A change of the cosine smaller than this is no change that a reader should build on.
    const double Noticeable = 0.01;

    public static (string Verdict, List<Finding> Findings) Judge(PoetryArchitecture architecture, PoetryData data, PoetryJudgement judgement)
    {
        var components = Components(judgement);
        var waves = judgement.Baselines.Keys.First(name => name.StartsWith(PoetryBaselines.Waves, StringComparison.Ordinal));
        var around = architecture.Attend == AttendTo.Encoder;
        var (cosine, mean) = (Test(judgement, "cosine"), Of(judgement.Baselines, PoetryBaselines.MeanVector));
        var verdict = $"On {data.Split.Test.Count} held-out poems a written token has a mean cosine of {cosine:F3} with the one that was read ({Test(judgement, "cosine/centred"):F3} around the mean vector), "
            + $"the mean vector {mean:F3}, {components} {Of(judgement.Baselines, components):F3}, {waves} {Of(judgement.Baselines, waves):F3}; {100 * Test(judgement, "top1"):F1} % of the nearest words are right. "
            + $"{architecture.FloatsCrossing(architecture.Window):N0} floats cross to the decoder for {architecture.Window} x {architecture.Width}: "
            + (around
                ? $"that is {Test(judgement, "compression"):F2} times what was read over what crosses, {Test(judgement, "compression/real"):F2} by the real tokens, and goes around the code: not a compressor. "
                    + $"{Share(judgement, PoetryJudge.StatesZeroed)} of the gain over the mean vector passes the bottleneck."
                : $"compression {Test(judgement, "compression"):F1} times, {Test(judgement, "compression/real"):F1} by the real tokens.");
        List<Finding?> findings =
        [
            Better(judgement, components, "components", "Principal components"), Better(judgement, waves, "waves", "Waves along directions of words"),
            Constant(cosine, mean), CodeUnused(judgement, cosine), Around(architecture, judgement, cosine),
            Collapsed(architecture, judgement),
            PosteriorScores.Collapse(architecture, judgement.Metrics), MarksAlone(judgement), Sequences(judgement), FewDirections(architecture, data, judgement), .. DataFindings(data),
        ];
        return (verdict, [.. findings.OfType<Finding>()]);
    }

    static double Test(PoetryJudgement judgement, string name) => judgement.Metrics[$"test/{name}"];

    static double Of(Dictionary<string, Dictionary<string, double>> table, string name, string metric = "cosine") => table[name][$"test/{metric}"];

    // Those of as many floats as a code has; the first of them.
    static string Components(PoetryJudgement judgement) => judgement.Baselines.Keys.First(name => name.StartsWith(PoetryBaselines.Components, StringComparison.Ordinal));

    static string Share(PoetryJudgement judgement, string ablation) => $"{100 * Of(judgement.Ablations, ablation, "gain/kept"):F0} %";

    static Finding? Better(PoetryJudgement judgement, string components, string id, string what)
    {
        string[] better = [.. new[] { ("cosine", 1), ("cosine/centred", 1), ("mse", -1), ("top1", 1) }
            .Where(metric => metric.Item2 * Of(judgement.Baselines, components, metric.Item1) > metric.Item2 * Test(judgement, metric.Item1))
            .Select(metric => $"{metric.Item1} {Of(judgement.Baselines, components, metric.Item1):G3} against {Test(judgement, metric.Item1):G3}")];
        return better.Length == 0 ? null : new Finding($"poetry/{id}-better", Severity.Warning,
            $"{what} of as many floats do better{(better.Length == 4 ? "" : " by some measures")}.",
            $"On the held-out poems {components}: {string.Join(", ", better)}.", "By these measures the network is not worth its training yet.");
    }

    static Finding? Constant(double cosine, double mean) => cosine >= mean + Noticeable ? null : new Finding(
        "poetry/constant", Severity.Warning, "Hardly better than one constant vector.", $"test cosine {cosine:F3}; mean vector {mean:F3}.", "Train longer, or with more poems.");

    static Finding? CodeUnused(PoetryJudgement judgement, double cosine)
    {
        var shuffled = Of(judgement.Ablations, PoetryJudge.CodeOfAnother);
        return shuffled <= cosine - Noticeable ? null : new Finding("poetry/code-unused", Severity.Warning, "The code is not used.",
            $"With another window's code the test cosine is {shuffled:F3} instead of {cosine:F3}.", "What is written does not depend on what was read through the bottleneck.");
    }

    static Finding? Around(PoetryArchitecture architecture, PoetryJudgement judgement, double cosine) => architecture.Attend != AttendTo.Encoder ? null : new Finding(
        "poetry/around-the-bottleneck", Severity.Warning, "Not a compressor: the decoder reads around the bottleneck.",
        $"Without the encoder's states the test cosine is {Of(judgement.Ablations, PoetryJudge.StatesZeroed):F3} instead of {cosine:F3}: "
        + $"{Share(judgement, PoetryJudge.StatesZeroed)} of the gain over the mean vector passes the bottleneck.",
        "Take attend=latent or attend=none for a compressor.");

    static Finding? Collapsed(PoetryArchitecture architecture, PoetryJudgement judgement)
    {
        var (participation, dead) = (Test(judgement, "code/participation"), Test(judgement, "code/dead"));
        return participation >= architecture.Bottleneck / 2.0 || double.IsNaN(participation) ? null : new Finding("poetry/collapse", Severity.Warning, "Codes use few of their dimensions.",
            $"Their variance spreads like that of {participation:F1} equal directions of {architecture.Bottleneck}; {dead:F0} components stand still.",
            "A smaller bottleneck would do, or the model has not learned to use this one.");
    }

    // What most windows have in common, such as commas and line ends, is easily guessed.
    static Finding? MarksAlone(PoetryJudgement judgement)
    {
        var (all, words, marks) = (Test(judgement, "top1"), Test(judgement, "top1/words"), Test(judgement, "top1/marks"));
        return !(all > 0.02 && words < all / 2) ? null : new Finding("poetry/marks-alone", Severity.Warning, "Right words are mostly punctuation and line ends.",
            $"{100 * all:F1} % of all nearest words are right: {100 * marks:F1} % of punctuation and markers, {100 * words:F1} % of words.", "Judge by test/top1/words and test/cosine/words.");
    }

    static Finding Sequences(PoetryJudgement judgement) => new("poetry/sequence-cosine", Severity.Info, "The plain cosine of mean vectors says next to nothing.",
        $"test/sequence/cosine is {Test(judgement, "sequence/cosine"):F3}, and {Of(judgement.Baselines, PoetryBaselines.MeanVector, "sequence/cosine"):F3} for one constant vector: "
        + $"mean vectors of any two texts are almost parallel. With the training mean taken away it is {Test(judgement, "sequence/cosine/centred"):F3}.", null);

    static Finding? FewDirections(PoetryArchitecture architecture, PoetryData data, PoetryJudgement judgement)
    {
        var asked = architecture.Attend == AttendTo.Encoder ? architecture.FloatsCrossing(architecture.Window) : architecture.Bottleneck;
        return asked < data.Train.Count ? null : new Finding("poetry/few-directions", Severity.Info, "Principal components of as many floats do not exist.",
            $"{data.Train.Count} training windows span {data.Train.Count - 1} directions; {asked:N0} floats cross to the decoder.", null);
    }

    static IEnumerable<Finding> DataFindings(PoetryData data)
    {
        if (data.Repeated.Count > 0)
            yield return new Finding("data/duplicates", Severity.Warning, "Some poems repeat others.",
                $"{data.Repeated.Count} group(s) with {data.Repeated.Sum(group => group.Length)} poems; each was kept on one side of the split, where a random split would have leaked.", "Remove the copies.");
        var repeats = SplitRepeats.Find(data.Test, data.Train);
        if (repeats.Count > 0)
            yield return new Finding("data/repeats", repeats[0].Share >= 0.1 ? Severity.Warning : Severity.Info, "Some held-out poems repeat runs of five words of training poems.",
                $"{repeats.Count} of {data.Split.Test.Count} poems do, the most {PoemScores.Name(data, repeats[0].Poem)} with {100 * repeats[0].Share:F1} % of its runs.",
                repeats[0].Share >= 0.1 ? "Look whether they are versions of one another." : null);
        if (data.Skipped > 0)
            yield return new Finding("data/short", Severity.Info, "Some poems are too short.", $"{data.Skipped} of {data.Poems.Count} have fewer than 5 tokens and were left out.", "");
    }
}
