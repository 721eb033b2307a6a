using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>
/// The gradient of a batch is nearly all noise: the noise scale tr(S)/|G|^2 (McCandlish and others, "An empirical model of large-batch training",
/// 2018) is a hundred batches or more. It grows as training converges, which is why the threshold is that high.
/// </summary>
static class BatchTooSmall
{
    const double Threshold = 100;

    public static Rule Rule { get; } = new("batch-too-small", "Gradients are nearly all noise at this batch size.", Severity.Info, Look)
    {
        Causes = [Causes.BatchSize, Causes.RateTooHigh, Causes.Labels, Causes.Uninformative],
    };

    static Symptom? Look(Trace trace)
    {
        var (noise, batch) = (trace.Vital(Vitals.NoiseScale), trace.Setting("batch"));
        if (!(noise > 0) || !(batch > 0)) return null;
        var strength = Strengths.Decades(noise / batch, Threshold);
        if (strength <= 0) return new Symptom(strength);
        return new Symptom(strength, Invariant($"The noise of a gradient equals the gradient at {noise:G3} examples; a batch has {batch:G}, so that its gradient is {noise / batch:G3} parts noise to one part signal (in variance)."))
        {
            Where = "batch size",
            Alternatives =
            [
                new Alternative("Training has converged, so that there is no gradient left.", double.IsFinite(trace.Skill) ? Invariant($"The model has removed {trace.Skill:P0} of the trivial loss.") : "Measure the noise scale earlier in training."),
                new Alternative("There is nothing to learn from these inputs.", "Shuffle them: an unchanged loss means that they carry nothing."),
            ],
        };
    }
}
