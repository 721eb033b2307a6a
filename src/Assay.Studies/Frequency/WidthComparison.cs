using Assay.Runs;

namespace Assay.Studies.Frequency;

/// <summary>What several trainings that differ in one setting show together: above all, whether width was the trouble.</summary>
static class WidthComparison
{
    // Frozen errors closer than this share of the zero predictor's are called the same.
    const double SameShare = 0.05;

    public static (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members)
    {
        var judged = members.Where(member => member.Metrics.ContainsKey("test/mse")).ToList();
        if (judged.Count < 2) return ("Fewer than two of the runs were finished, so there is nothing to compare.", []);
        var zero = judged[0].Baselines["zero"]["test/mse"];
        var errors = judged.Select(member => member.Metrics["test/mse"]).ToList();
        var spread = errors.Max() - errors.Min();
        var evidence = string.Join("; ", judged.Select(member =>
            $"hidden {member.Settings["hidden"]} ({member.Parameters} parameters): frozen test MSE {FrequencyVerdict.N(member.Metrics["test/mse"])}, online loss {FrequencyVerdict.N(member.Metrics["online/loss"])}"))
            + $". Zero predictor: {FrequencyVerdict.N(zero)}.";
        var nothing = errors.Min() >= FrequencyVerdict.NothingLearned * zero;
        if (spread <= SameShare * zero && nothing)
        {
            return ($"Width changes nothing: from {judged.Min(m => m.Parameters)} to {judged.Max(m => m.Parameters)} parameters the frozen test MSE stays within {FrequencyVerdict.N(spread)} of itself, at the zero predictor's {FrequencyVerdict.N(zero)}.",
            [
                new Finding("frequency/not-capacity", Severity.Error, "The plateau is not a lack of capacity.", evidence,
                    "The signal tells nothing about the target (frequency/input-independent in each run). Lower noise.phase, or train a clock: --preset clock."),
            ]);
        }
        var best = judged.MinBy(member => member.Metrics["test/mse"])!;
        return ($"The runs differ: frozen test MSE from {FrequencyVerdict.N(errors.Min())} (hidden {best.Settings["hidden"]}) to {FrequencyVerdict.N(errors.Max())}; with one seed each, noise between seeds is unknown.",
            [new Finding("frequency/width-matters", Severity.Info, "The frozen errors differ between widths.", evidence)]);
    }
}
