using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The verdict quotes one number of the best checkpoint and another one of the final weights, as if they were of one model.</summary>
static class BestMixedWithFinal
{
    static readonly Regex Numbers = new(@"[-+]?\d[\d,]*\.?\d*(?:[eE][-+]?\d+)?");

    public static Rule Rule { get; } = new("best-mixed-with-final", "Numbers of the best checkpoint and of the final weights are quoted as one result.", Severity.Warning, Look) { Exact = true };

    static Symptom? Look(Trace trace)
    {
        var record = trace.Record;
        if (record.Verdict is not { } verdict) return null;
        var quoted = Numbers.Matches(verdict).Select(match => match.Value.Replace(",", "", StringComparison.Ordinal)).ToList();
        var both = record.Metrics.Where(metric => record.Best.ContainsKey(metric.Key) && metric.Key is not ("step" or "epoch")).ToList();
        if (both.Count == 0) return null;
        var (best, final) = (new List<string>(), new List<string>());
        foreach (var (name, value) in both)
        {
            var (ofBest, ofFinal) = (quoted.Exists(text => Shows(text, record.Best[name])), quoted.Exists(text => Shows(text, value)));
            if (ofBest && !ofFinal) best.Add($"{name} {Said.N(record.Best[name])}, finally {Said.N(value)}");
            if (ofFinal && !ofBest) final.Add($"{name} {Said.N(value)}, at best {Said.N(record.Best[name])}");
        }

        return Said.Of(Said.Count(Math.Min(best.Count, final.Count)),
            () => $"The verdict quotes of the best checkpoint: {string.Join("; ", best)}. Of the final weights: {string.Join("; ", final)}.", null,
            new Alternative("The verdict names both on purpose.", "Read it: each number should say which weights it belongs to."));
    }

    // Whether a number as it is printed is this value, rounded to as many digits; short numbers would be anything.
    static bool Shows(string text, double value)
    {
        const int Fewest = 3;
        if (text.Count(char.IsDigit) < Fewest || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return false;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return false;
        var digits = text[(dot + 1)..].TakeWhile(char.IsDigit).Count();
        var exponent = text.IndexOfAny(['e', 'E']) is >= 0 and var e ? int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture) : 0;
        return Math.Abs(number - value) <= 0.5001 * Math.Pow(10, exponent - digits);
    }
}
