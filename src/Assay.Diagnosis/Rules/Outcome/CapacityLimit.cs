using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// The model is too small: said only after an experiment, either a training with everything doubled in width or an attempt to fit a single
/// batch. A high loss alone is no evidence of it.
/// </summary>
static class CapacityLimit
{
    const double SmallestGain = 1.15, LargestOfBatch = 0.1;

    public static Rule Rule { get; } = new("capacity-limit", "The model is too small for its task.", Severity.Warning, Look) { Causes = [Causes.Capacity] };

    static Symptom? Look(Trace trace)
    {
        var (wider, batch, reached) = (trace.Vital(Vitals.Wider), trace.Vital(Vitals.OneBatch), trace.Reached);
        // What doubling does settles the matter; a batch that cannot be fitted may have other reasons.
        if (double.IsFinite(wider) && reached > 0)
            return Said.Of(Strengths.Decades(reached, SmallestGain * Math.Max(wider, 1e-12)),
                () => $"With everything doubled in width validation is {Said.N(wider)} instead of {Said.N(reached)}"
                    + (double.IsFinite(batch) ? $"; one batch alone is fitted down to {Said.Percent(batch)} of its trivial loss." : "."),
                null, Seeds, Rate);
        return double.IsFinite(batch)
            ? Said.Of(Strengths.Decades(Math.Max(batch, 1e-6), LargestOfBatch), () => $"A new model of this kind cannot fit even one batch: {Said.Percent(batch)} of its trivial loss are left after many steps.", null, Gradient, Rate)
            : null;
    }

    static Alternative Seeds { get; } = new("The wider training was lucky.", "Repeat both with other seeds; the rule asks for a gain of 15 %.");

    static Alternative Rate { get; } = new("The learning rate does not fit the smaller model.", "Train it once more at three times and a third of its rate before making it larger.");

    static Alternative Gradient { get; } = new("Gradients are wrong, vanish, or the rate is off, so that no batch can be fitted.", "Look at the findings about gradients and updates; double the width to be sure.");
}
