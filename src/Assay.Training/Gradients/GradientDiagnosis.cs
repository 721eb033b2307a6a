using System.Globalization;
using System.Text.Json.Nodes;

namespace Assay.Training;

/// <summary>
/// Says from look to look what is wrong. What one batch may show by chance counts when it was seen at three looks in a row. Biases are left out: theirs
/// is the fate of their weights, and before a normalisation they have no gradient by construction.
/// </summary>
sealed class GradientDiagnosis(GradientLimits limits)
{
    const int InARow = 3, EnoughNorms = 10, NamesShown = 3;

    readonly SortedDictionary<string, int> _rows = new(StringComparer.Ordinal);

    public IReadOnlyList<GradientWarning> Of(GradientLook look)
    {
        var warnings = new List<GradientWarning>();
        if (Lasting("vanishing", look.Weights, norm => norm < limits.Vanishing) is { } vanishing)
            warnings.Add(new("vanishing", "Some weights get no gradient.", $"norm below {Text(limits.Vanishing)}: {vanishing}",
                "Look for what cuts them off: saturated units, a path of zeros, a loss that ignores them. A gated cell, normalisation or a shorter sequence help."));
        var norm = look.Norms.Average();
        if (Lasting("exploding", [.. look.Weights, ("all together", norm)], value => value > limits.Exploding) is { } exploding)
            warnings.Add(new("exploding", "Gradients explode.", $"norm above {Text(limits.Exploding)}: {exploding}", "Lower the learning rate, clip harder, or shorten the sequence."));
        if (look.Norms.Count >= EnoughNorms && Deviation(look.Norms, norm) is var deviation && deviation > limits.Scatter * norm)
            warnings.Add(new("unstable", "Gradients are erratic.",
                $"the norms of the last {look.Norms.Count} steps have a standard deviation of {Text(deviation)} and a mean of {Text(norm)}", "Clip at a usual norm, take larger batches, or lower the learning rate."));
        if (look.Kept.Count >= EnoughNorms && look.Kept.Average() is var kept && kept < limits.Kept)
            warnings.Add(new("clipped", "Clipping decides how far steps go.",
                $"it leaves {Text(100 * kept)} % of the norm on average over the last {look.Kept.Count} steps", "Raise the limit or let it adapt; else the learning rate is not what it says."));
        if (Lasting("fading", look.Retentions, share => share < limits.Retention) is { } fading)
            warnings.Add(new("fading", "Gradients fade on their way back through time.",
                $"share left at the step computed first, below {Text(limits.Retention)}: {fading}", "What a net reads first hardly counts: take an LSTM or GRU, shorter sequences, both directions or attention."));
        if (Lasting("still", look.Ratios, ratio => ratio < limits.Still) is { } still)
            warnings.Add(new("still", "Some weights stand still.", $"update over weight below {Text(limits.Still)}: {still}", "Raise the learning rate, or look for what cuts them off."));
        if (Lasting("jumping", look.Ratios, ratio => ratio > limits.Jump) is { } jumping)
            warnings.Add(new("jumping", "Some weights jump.", $"update over weight above {Text(limits.Jump)}: {jumping}", "Lower the learning rate or warm it up."));
        return warnings;
    }

    /// <summary>What to store to go on from here.</summary>
    public JsonObject State() => new(_rows.Select(row => KeyValuePair.Create(row.Key, (JsonNode?)row.Value)));

    public void Load(JsonObject state)
    {
        _rows.Clear();
        foreach (var (name, looks) in state) _rows[name] = (int)looks!;
    }

    // Those that have been so at the last looks, in words; null if there are none.
    string? Lasting(string rule, IReadOnlyList<(string Name, double Value)> values, Func<double, bool> wrong)
    {
        var found = new List<string>();
        foreach (var (name, value) in values)
        {
            var key = $"{rule}/{name}";
            if (!wrong(value))
            {
                _rows.Remove(key);
                continue;
            }
            _rows[key] = Math.Min(InARow, _rows.GetValueOrDefault(key) + 1);
            if (_rows[key] == InARow) found.Add($"{name} {Text(value)}");
        }
        if (found.Count == 0) return null;
        return string.Join(", ", found.Take(NamesShown)) + (found.Count > NamesShown ? $" and {found.Count - NamesShown} more" : "");
    }

    static double Deviation(IReadOnlyList<double> values, double mean) => Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));

    static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
