using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Training targets have nothing to do with their inputs, while validation targets have.</summary>
static class MisalignedLabels
{
    const double Nothing = 0.7;

    public static Rule Rule { get; } = new("misaligned-labels", "Training targets do not belong to their inputs.", Severity.Error, Look) { Causes = [Causes.Labels, Causes.Uninformative] };

    static Symptom? Look(Trace trace)
    {
        var (train, valid) = (trace.Vital(Vitals.LabelNoise), trace.Vital(Vitals.ValidLabelNoise));
        if (!double.IsFinite(train) || !double.IsFinite(valid)) return null;
        return Said.Of(Math.Min(Strengths.Decades(Math.Max(train, 1e-3), Nothing), Strengths.Decades(Nothing, Math.Max(valid, 1e-3))),
            () => $"In the training set nearest neighbours in the input differ by {Said.Percent(train)} of the targets' variance, as much as any two examples; in the validation set by {Said.Percent(valid)}.", null,
            new Alternative("Training inputs lie so far apart that neighbours are none.", "Then validation inputs, of which there are fewer, would look worse still."),
            new Alternative("Only part of the targets are wrong.", "See label-noise; the share is about the measured one."));
    }
}
