using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>What several runs of the study say together: each held against principal components of as many floats as it has.</summary>
static class PoetryComparison
{
    const string Cosine = "test/cosine", Squares = "test/mse";

    public static (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members)
    {
        var judged = members.Where(member => Compresses(member) && member.Best.ContainsKey(Cosine) && Pca(member) is not null)
            .Select(member => (Run: member, Gain: member.Best[Cosine] - Pca(member)![Cosine], Squares: Pca(member)![Squares] - member.Best[Squares])).ToList();
        var around = members.Where(member => !Compresses(member) && member.Best.ContainsKey(Cosine)).ToList();
        var parts = new List<string>();
        if (judged.Count > 0)
        {
            var (above, below) = (judged.Count(one => one.Gain > 0), judged.Count(one => one.Squares > 0));
            var (best, least) = (judged.MaxBy(one => one.Run.Best[Cosine]), judged.MinBy(one => one.Gain));
            parts.Add($"{above} of {judged.Count} runs have a higher token cosine on held-out poems than principal components of as many floats, {below} a lower squared error.");
            parts.Add($"The highest is {best.Run.Best[Cosine]:F3} with {Words(best.Run)}, where principal components have {best.Run.Best[Cosine] - best.Gain:F3}; "
                + $"the least gain over them is {least.Gain:+0.000;-0.000} with {Words(least.Run)}.");
        }
        if (around.Count > 0)
            parts.Add($"{around.Count} read around the code and are no compressors; the best of them copies with {around.Max(member => member.Best[Cosine]):F3}.");
        if (parts.Count == 0) parts.Add("No run was judged.");
        parts.Add("One seed each.");
        Finding[] findings = judged.Any(one => one.Gain <= 0)
            ? [new Finding("poetry/components-better", Severity.Warning, "Principal components of as many floats do better than some of the networks.",
                string.Join("; ", judged.Where(one => one.Gain <= 0).Select(one => $"{Words(one.Run)}: {one.Gain:+0.000;-0.000}")) + ".", "These are not worth their training.")]
            : [];
        return (string.Join(" ", parts), findings);
    }

    static bool Compresses(RunRecord member) => member.Settings["attend"] as string != "encoder";

    static Dictionary<string, double>? Pca(RunRecord member) =>
        member.Baselines.FirstOrDefault(baseline => baseline.Key.StartsWith(PoetryBaselines.Components, StringComparison.Ordinal)).Value;

    static string Words(RunRecord member) =>
        $"{(member.Settings["bidirectional"] is true ? "a bidirectional" : "a")} {member.Settings["cell"]} of {member.Settings["hidden"]}, code {member.Settings["bottleneck"]}, {member.Settings["loss"]} loss";
}
