using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>
/// A batch is ten or more noise scales (see <see cref="BatchTooSmall"/>): most of its examples repeat what the others say, and the same
/// work in smaller batches would give more updates.
/// </summary>
static class BatchTooLarge
{
    const double Threshold = 10;

    public static Rule Rule { get; } = new("batch-too-large", "Batches are larger than their gradients need.", Severity.Info, Look)
    {
        Causes = [Causes.BatchSize, Causes.TooFewUpdates],
    };

    static Symptom? Look(Trace trace)
    {
        var (noise, batch) = (trace.Vital(Vitals.NoiseScale), trace.Setting("batch"));
        if (!(noise > 0) || !(batch > 0)) return null;
        var strength = Strengths.Decades(batch / noise, Threshold);
        if (strength <= 0) return new Symptom(strength);
        return new Symptom(strength, Invariant($"A batch has {batch:G} examples; {noise:G3} would have as much signal as noise. {trace.Step} updates were made; batches of {Math.Max(1, Math.Round(noise)):G} would give {batch / Math.Max(1, noise):G3} times as many from the same examples."))
        {
            Where = "batch size",
            Alternatives = [new Alternative("Updates are not what is missing.", "Then smaller batches at the same number of examples end at the same loss: one short training tells.")],
        };
    }
}
