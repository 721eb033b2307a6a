namespace Assay.Diagnosis;

/// <summary>The curves of parameters, in the order in which the model has them.</summary>
static class LayerCurves
{
    /// <summary>
    /// Weights only: biases and gains have few numbers and begin at special values, so that their norms say little beside those of weights.
    /// Where nothing has a weight's name, all.
    /// </summary>
    /// <param name="trace">Where they were logged.</param>
    /// <param name="before">Prefix, such as <c>grad/</c>.</param>
    /// <param name="after">Suffix, such as <c>/norm</c>.</param>
    public static List<(string Name, Curve Curve)> Weights(Trace trace, string before, string after)
    {
        var all = trace.Curves(before, after).ToList();
        var weights = all.Where(one => IsWeight(one.Name)).ToList();
        return weights.Count > 0 ? weights : all;
    }

    /// <summary>log10 of the values, zero standing as 1e-12 of the median so that nothing is infinite.</summary>
    public static Curve Decades(Curve curve)
    {
        const double Nothing = 1e-12;
        var typical = Robust.Median(curve.Values.Where(value => value > 0));
        var least = typical > 0 ? typical * Nothing : Nothing;
        return curve.Finite().Select(value => Math.Log10(Math.Max(value, least)));
    }

    static bool IsWeight(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return !last.Contains("bias", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("norm", StringComparison.OrdinalIgnoreCase);
    }
}
