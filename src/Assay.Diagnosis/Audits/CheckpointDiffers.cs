using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The stored checkpoint does not give the score that is stored beside it, or a start was loaded in part.</summary>
static class CheckpointDiffers
{
    const double LargestShare = 1e-3, Smallest = 1e-7;

    public static Rule Rule { get; } = new("checkpoint-differs", "A checkpoint is not the model that it should be.", Severity.Error, Look) { Causes = [Causes.Checkpoint], Exact = true };

    static Symptom? Look(Trace trace)
    {
        var (reloaded, reached) = (trace.Vital(Vitals.Reloaded), trace.Reached);
        var random = CodeUnits.Recorded(trace, "start/random-tensors");
        var finite = trace.Validation.Values.Where(double.IsFinite).ToList();
        if ((double.IsNaN(reloaded) || finite.Count == 0) && double.IsNaN(random)) return null;
        var strength = double.IsNaN(random) ? -Strengths.Largest : Said.Count(random);
        // What is stored may be the best or the last.
        var differs = double.IsNaN(reloaded) || finite.Count == 0 ? double.NaN : Math.Min(Apart(reloaded, reached), Apart(reloaded, finite.Min()));
        if (!double.IsNaN(differs)) strength = Math.Max(strength, Strengths.Decades(Math.Max(differs, Smallest), LargestShare));
        return Said.Of(strength,
            () => (differs > LargestShare ? $"Loaded anew it has {Said.N(reloaded)}; the run logged {Said.N(reached)} at last and {Said.N(finite.Min())} at best. " : "")
                + (random > 0 ? $"{random:N0} tensors of the model were not in the checkpoint that it began with and stayed as they were drawn." : ""), null,
            new Alternative("Evaluation is random.", double.IsFinite(trace.Vital(Vitals.Repeated)) ? $"A second evaluation of the same model gave {Said.N(trace.Vital(Vitals.Repeated))}." : "Evaluate the same model twice: see stochastic-evaluation."));
    }

    // Infinity where the loaded model is not finite: nothing is farther.
    static double Apart(double a, double b) => double.IsFinite(a) ? Math.Abs(a - b) / Math.Max(Math.Abs(b), 1e-12) : 1e6;
}
