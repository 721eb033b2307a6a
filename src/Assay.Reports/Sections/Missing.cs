namespace Assay.Reports;

/// <summary>Says in a report what it cannot show and why, so that nothing disappears in silence.</summary>
static class Missing
{
    public static void Write(Document document, string what) => document.Callout(Tone.Info, "Missing", what);

    /// <summary>A value as it is shown, or a dash where there is none.</summary>
    public static string Or(IReadOnlyDictionary<string, double> values, string name) =>
        !values.TryGetValue(name, out var value) ? "–"
        : name is "step" or "epoch" && Math.Abs(value) < 1e15 ? Numbers.Count((long)value)
        : Numbers.Format(value);
}
