using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Symptoms in words: evidence is put together only where a rule fires.</summary>
static class Said
{
    /// <summary>A symptom; null where its strength is unknown.</summary>
    /// <param name="strength">As a rule measured it; NaN where it could not.</param>
    /// <param name="evidence">The numbers in words.</param>
    /// <param name="plot">The picture.</param>
    /// <param name="alternatives">Other explanations.</param>
    public static Symptom? Of(double strength, Func<string> evidence, Func<EvidencePlot?>? plot = null, params Alternative[] alternatives)
    {
        if (double.IsNaN(strength)) return null;
        var bounded = Strengths.Bounded(strength);
        return bounded > 0 ? new Symptom(bounded, evidence()) { Plot = plot?.Invoke(), Alternatives = alternatives } : new Symptom(bounded);
    }

    /// <summary>The strength of a fact that is counted: it fires from the first one on.</summary>
    public static double Count(double number) => Strengths.Decades(Math.Max(number, 0.05), 0.5);

    /// <summary>A number in short.</summary>
    public static string N(double value) => value.ToString(Math.Abs(value) is >= 1000 and < 1e9 ? "N0" : "G3", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => $"{N(100 * share)} %";

    /// <summary>The losses of a run over its steps.</summary>
    public static EvidencePlot? Losses(Trace trace) => EvidencePlots.Of("Losses", "loss", logarithmic: true,
        [("validation", trace.Validation), ("training, frozen weights", trace.Frozen), ("training, before each update", trace.Online)], ("trivial", trace.Trivial));
}
