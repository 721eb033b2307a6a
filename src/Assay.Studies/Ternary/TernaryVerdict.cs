using Assay.Runs;
using Assay.Statistics;

namespace Assay.Studies.Ternary;

/// <summary>What the metrics of a model say, held against what needs no model and against what is possible.</summary>
static class TernaryVerdict
{
    /// <summary>Metric that counts tensors left random by a start that did not fit.</summary>
    public const string RandomTensors = "start/random-tensors";

    /// <summary>Metric that counts parameters that training moved.</summary>
    public const string Moved = "parameters/moved";

    // A richness that the original set out for.
    const double Rich = 0.007;

    /// <summary>The result in words.</summary>
    public static string Of(IReadOnlyDictionary<string, double> metrics)
    {
        var (coverage, hierarchy, richness) = (metrics["coverage"], metrics["hierarchy"], metrics["richness"]);
        var worst = Worst(metrics);
        return $"{(coverage == 1 ? "All" : $"{100 * coverage:F2} % of the")} 19,683 operations come back from their codes. The hierarchy is {hierarchy:F5}, {100 * metrics["hierarchy/normalised"]:F2} % of what "
            + $"distinct radii can have ({TernaryScores.Ceiling:F5}); setting level 0 alone apart from the rest gives {Oracle("level 0 against the rest"):F3}. "
            + $"Of two operations of adjacent levels the shallower lies farther out at least {100 * worst.Auc:F1} % of the time (worst: levels {worst.Level} and {worst.Level + 1}). "
            + $"The mean variance of radii within levels is {richness:F5}"
            + (richness >= Rich ? $", {100 * Share(metrics).Share:F0} % of it in level {Share(metrics).Level}." : ".")
            + (metrics.TryGetValue("hierarchy/b", out var second) ? $" Code B, which is not decoded, has a hierarchy of {second:F5}." : "");
    }

    /// <summary>What is noteworthy.</summary>
    /// <param name="best">Metrics of the best checkpoint.</param>
    /// <param name="final">Metrics of the final weights.</param>
    /// <param name="parameters">Trainable numbers of the model.</param>
    public static IReadOnlyList<Finding> Findings(IReadOnlyDictionary<string, double> best, IReadOnlyDictionary<string, double> final, long parameters)
    {
        var (coverage, hierarchy) = (best["coverage"], best["hierarchy"]);
        var (worst, share, split) = (Worst(best), Share(best), Oracle("level 0 against the rest"));
        List<Finding> findings = [];
        if (best.GetValueOrDefault(RandomTensors) is > 0 and var random)
            findings.Add(new("ternary/half-loaded", Severity.Error, "Training began with a checkpoint of another architecture, part of it random.",
                $"{random:F0} tensors of the model were not in the checkpoint and stayed as they were drawn; before training the hierarchy was {best["start/hierarchy"]:F3}.",
                "Load with start.load=strict, which names every tensor and argument that differs."));
        if (coverage < 1)
            findings.Add(new("ternary/not-covered", Severity.Warning, "Not every operation comes back.", $"{TernaryOperations.Count * (1 - coverage):F0} of {TernaryOperations.Count:N0} do not.",
                "Train the decoder and encoder A (train.decoder, train.a above 0), or longer."));
        if (hierarchy > 0)
            findings.Add(new("ternary/inverted", Severity.Error, "The hierarchy is upside down: deep operations lie outside.", $"Spearman's coefficient is {hierarchy:+0.000}; negative is right.", null));
        else if (hierarchy > split)
            findings.Add(new("ternary/below-one-split", Severity.Warning, "Less order than setting level 0 apart from the rest would give.", $"Hierarchy {hierarchy:F4}; that split alone {split:F4}.",
                "Teach the order of operations (loss.order) and not level means alone."));
        if (hierarchy < TernaryScores.Ceiling - 1e-6)
            findings.Add(new("ternary/ties", Severity.Warning, "Radii coincide, which raises the hierarchy beyond what distinct radii can have.",
                $"{best["radii/distinct"]:N0} of {TernaryOperations.Count:N0} radii differ; one radius a level would give {Oracle("one radius a level"):F3}.", null));
        if (best["hierarchy/normalised"] > 0.99 && worst.Auc < 0.95)
            findings.Add(new("ternary/deep-levels", Severity.Info, "The hierarchy hardly sees the deep levels.",
                $"It is {hierarchy:F5}, yet levels {worst.Level} and {worst.Level + 1} are told apart only {100 * worst.Auc:F1} % of the time: 95 % of all pairs of different levels involve levels 0 to 3.", "Compare by the table of adjacent levels, too."));
        if (best["richness"] >= Rich && share.Share > 0.8)
            findings.Add(new("ternary/rich-in-one-level", Severity.Info, $"Nearly all richness is that of level {share.Level}.",
                $"{100 * share.Share:F0} % of the sum of variances. In perfect order it cannot be otherwise: a richness of {Rich} within a radius of 0.95 needs a level that takes up at least 31 % of it.", null));
        if (final["hierarchy"] - hierarchy > 0.02)
            findings.Add(new("ternary/fell-after-best", Severity.Warning, "The hierarchy fell after its best.", $"Best checkpoint {hierarchy:F4}, final weights {final["hierarchy"]:F4}.",
                "Level means (loss.level) are not the order of operations; use loss.order or loss.rank, or stop early."));
        if (best.GetValueOrDefault(Moved) is > 0 and var moved && moved < 0.05 * parameters)
            findings.Add(new("ternary/few-parameters-learn", Severity.Warning, "Hardly any parameters learn.", $"Training moved {moved:N0} of {parameters:N0} parameters; to the others no loss has a gradient.",
                "Release encoders and decoder (train.a, train.b, train.decoder) or give a loss that reaches them a weight."));
        return findings;
    }

    /// <summary>What runs with one seed each say together.</summary>
    public static string Together(IReadOnlyList<RunRecord> members)
    {
        var hierarchies = members.Where(member => member.Best.ContainsKey("hierarchy")).Select(member => member.Best["hierarchy"]).ToList();
        if (hierarchies.Count == 0) return "No run was judged.";
        var covered = members.Count(member => member.Best.GetValueOrDefault("coverage") == 1);
        return $"{covered} of {members.Count} runs cover all operations; hierarchies reach from {hierarchies.Min():F5} to {hierarchies.Max():F5}, median {Quantiles.Of([.. hierarchies], 0.5):F5}.";
    }

    static double Oracle(string name) => TernaryOracles.All[name]["hierarchy"];

    static (int Level, double Auc) Worst(IReadOnlyDictionary<string, double> metrics) =>
        Enumerable.Range(0, TernaryOperations.Levels - 1).Select(level => (level, metrics[$"auc/v{level}"])).MinBy(pair => pair.Item2);

    static (int Level, double Share) Share(IReadOnlyDictionary<string, double> metrics)
    {
        double[] variances = [.. Enumerable.Range(0, TernaryOperations.Levels).Select(level => metrics[$"variance/v{level}"])];
        var level = Array.IndexOf(variances, variances.Max());
        return (level, variances[level] / Math.Max(variances.Sum(), 1e-30));
    }
}
