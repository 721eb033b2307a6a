namespace Assay.Diagnosis;

/// <summary>Parameters of which something was exactly 0 at every step that was logged.</summary>
static class AllZero
{
    /// <param name="trace">The run.</param>
    /// <param name="before">What the names of the curves begin with.</param>
    /// <param name="after">What they end with.</param>
    /// <param name="curves">How many parameters were looked at: those with at least two points.</param>
    public static IReadOnlyList<string> Of(Trace trace, string before, string after, out int curves)
    {
        var all = trace.Curves(before, after).Where(parameter => parameter.Curve.Count >= 2).ToList();
        curves = all.Count;
        return [.. all.Where(parameter => parameter.Curve.Values.All(value => value == 0)).Select(parameter => parameter.Name)];
    }

    /// <summary>The first few by name; null for none.</summary>
    public static string? Named(IReadOnlyList<string> names)
    {
        const int Shown = 5;
        return names.Count == 0 ? null : string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
    }
}
