using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>A second evaluation of the same model on the same data gives another number.</summary>
static class StochasticEvaluation
{
    const double LargestShare = 1e-4, Smallest = 1e-7;

    public static Rule Rule { get; } = new("stochastic-evaluation", "Evaluation is random: the same model on the same data scores differently.", Severity.Warning, Look) { Causes = [Causes.Dropout], Exact = true };

    static Symptom? Look(Trace trace)
    {
        var (repeated, reached) = (trace.Vital(Vitals.Repeated), trace.Reached);
        if (!double.IsFinite(repeated) || !double.IsFinite(reached)) return null;
        var share = Math.Abs(repeated - reached) / Math.Max(Math.Abs(reached), 1e-12);
        return Said.Of(Strengths.Decades(Math.Max(share, Smallest), LargestShare), () => $"The run logged {reached:G6}; evaluated again the model has {repeated:G6}, {Said.Percent(share)} away.", null,
            new Alternative("Codes are drawn from their distribution in evaluation as in training.", "Decode the means instead; if the numbers then agree, it was that and not dropout."));
    }
}
