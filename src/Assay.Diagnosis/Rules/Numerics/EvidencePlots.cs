using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Charts of curves over training steps.</summary>
static class EvidencePlots
{
    /// <summary>Points of a line, at most.</summary>
    public const int Points = 200;

    /// <summary>Curves as lines; null where no curve has a finite point.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="vertical">Name of the vertical axis.</param>
    /// <param name="logarithmic">Whether the vertical axis is logarithmic, if all that is drawn is positive.</param>
    /// <param name="lines">Names and curves; those without finite points are left out.</param>
    /// <param name="references">Horizontal lines; those that are not finite are left out.</param>
    public static EvidencePlot? Of(
        string title, string vertical, bool logarithmic, IEnumerable<(string Name, Curve Curve)> lines, params ReadOnlySpan<(string Name, double Value)> references)
    {
        var drawn = lines.Select(line => (line.Name, Curve: line.Curve.Thinned(Points).Finite())).Where(line => line.Curve.Count > 0)
            .Select(line => new EvidenceLine(line.Name, [.. line.Curve.Steps], [.. line.Curve.Values])).ToList();
        if (drawn.Count == 0) return null;
        var levels = new Dictionary<string, double>();
        foreach (var (name, value) in references)
            if (double.IsFinite(value)) levels[name] = value;
        var positive = drawn.TrueForAll(line => line.Y.All(value => value > 0)) && levels.Values.All(value => value > 0);
        return new EvidencePlot(title, "step", vertical, logarithmic && positive, drawn, levels);
    }
}
