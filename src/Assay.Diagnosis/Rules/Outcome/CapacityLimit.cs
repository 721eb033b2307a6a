using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// The model is too small: said only after a training with everything doubled in width did better. A high loss alone is no evidence of it,
/// and a batch that cannot be fitted has more often other reasons.
/// </summary>
static class CapacityLimit
{
    const double SmallestGain = 1.15;

    public static Rule Rule { get; } = new("capacity-limit", "The model is too small for its task.", Severity.Warning, Look) { Causes = [Causes.Capacity] };

    static Symptom? Look(Trace trace)
    {
        var (wider, batch, reached) = (trace.Vital(Vitals.Wider), trace.Vital(Vitals.OneBatch), trace.Reached);
        return Said.Of(double.IsFinite(wider) && reached > 0 ? Strengths.Decades(reached, SmallestGain * Math.Max(wider, 1e-12)) : double.NaN,
            () => $"With everything doubled in width validation is {Said.N(wider)} instead of {Said.N(reached)}"
                + (double.IsFinite(batch) ? $"; one batch alone is fitted down to {Said.Percent(batch)} of its trivial loss." : "."), null,
            new Alternative("The wider training was lucky.", "Repeat both with other seeds; the rule asks for a ratio of 1.15."),
            new Alternative("The learning rate does not fit the smaller model.", "Train it once more at three times and a third of its rate before making it larger."));
    }
}
