using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// A trace as numbers for the doctor: the strength of every rule, and ratios of what was measured. None depends on the scale of the loss,
/// so that what was learned on one program holds on another; what was not measured is NaN.
/// </summary>
static class Signs
{
    const double Limit = 6, Least = 1e-9;

    static readonly string[] Multiples = ["0.1", "0.3", "1", "3", "10", "100"];

    /// <summary>Names of the numbers, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. AllRules.List.Select(rule => $"rule {rule.Id}"), .. Measured(new Trace(new RunRecord { Study = "" })).Select(sign => sign.Name)];

    /// <summary>The numbers of a trace, and what its rules measured that fire.</summary>
    public static (double[] Numbers, IReadOnlyList<(Rule Rule, Symptom Symptom)> Fired) Of(Trace trace)
    {
        var symptoms = AllRules.List.Select(rule => (Rule: rule, Symptom: rule.Look(trace))).ToList();
        double[] numbers = [.. symptoms.Select(one => one.Symptom?.Strength ?? double.NaN).Concat(Measured(trace).Select(sign => sign.Value)).Select(Bounded)];
        return (numbers, [.. symptoms.Where(one => one.Symptom is { Fires: true }).Select(one => (one.Rule, one.Symptom!))]);
    }

    static double Bounded(double value) => double.IsNaN(value) ? double.NaN : Math.Clamp(value, -Limit, Limit);

    static IEnumerable<(string Name, double Value)> Measured(Trace trace) => [.. Levels(trace), .. Uses(trace), .. Course(trace), .. Motion(trace), .. Facts(trace)];

    static IEnumerable<(string, double)> Levels(Trace trace)
    {
        var (valid, frozen, trivial) = (trace.Reached, Last(trace.Frozen), trace.Trivial);
        yield return ("valid over trivial", Log(valid, trivial));
        yield return ("frozen over trivial", Log(frozen, trivial));
        yield return ("frozen over valid", Log(frozen, valid));
        yield return ("online over frozen", Log(Last(trace.Online), frozen));
        yield return ("valid over linear", Log(valid, trace.Vital(Vitals.Linear)));
        yield return ("valid over neighbour", Log(valid, trace.Vital(Vitals.Neighbour)));
        yield return ("frozen over neighbour", Log(frozen, trace.Vital(Vitals.Neighbour)));
        yield return ("valid over components", Log(valid, trace.Vital(Vitals.Components)));
        yield return ("components over twice", Log(trace.Vital(Vitals.Components), trace.Vital(Vitals.TwiceComponents)));
        yield return ("valid over twice", Log(valid, trace.Vital(Vitals.TwiceComponents)));
        yield return ("linear over trivial", Log(trace.Vital(Vitals.Linear), trivial));
        yield return ("neighbour over trivial", Log(trace.Vital(Vitals.Neighbour), trivial));
    }

    static IEnumerable<(string, double)> Uses(Trace trace)
    {
        var valid = trace.Reached;
        yield return ("input zeroed", Log(trace.Vital(Vitals.InputZeroed), valid));
        yield return ("input shuffled", Log(trace.Vital(Vitals.InputShuffled), valid));
        yield return ("code shuffled", Log(trace.Vital(Vitals.CodeShuffled), valid));
        yield return ("state reset", Log(trace.Vital(Vitals.StateReset), valid));
        yield return ("reloaded", Log(trace.Vital(Vitals.Reloaded), valid));
        yield return ("repeated", Math.Log10(Math.Max(1e-6, Math.Abs((trace.Vital(Vitals.Repeated) / trace.Vital(Vitals.Reloaded)) - 1))));
        yield return ("one batch", Log(trace.Vital(Vitals.OneBatch), 1));
        var test = Multiples.Select(multiple => Log(trace.Vital(Vitals.RateTest + multiple), 1)).ToList();
        for (var i = 0; i < test.Count; i++) yield return ($"rate test {Multiples[i]}", test[i]);
        yield return ("rate test best", test.Exists(double.IsNaN) ? double.NaN : test.IndexOf(test.Min()));
        yield return ("rate test gain", test.Exists(double.IsNaN) ? double.NaN : test.Min());
    }

    static IEnumerable<(string, double)> Course(Trace trace)
    {
        var (valid, train, frozen) = (trace.Validation, trace.Training, trace.Frozen);
        yield return ("not finite", trace.Status == RunStatus.Diverged || train.Values.Any(value => !double.IsFinite(value)) ? 1 : 0);
        yield return ("progress", trace.PlannedSteps > 0 ? Math.Min(1, (double)trace.Step / trace.PlannedSteps) : double.NaN);
        foreach (var (name, curve) in new[] { ("valid", valid), ("train", train), ("frozen", frozen) })
        {
            yield return ($"{name} early gain", Log(At(curve, 0.3), curve.First));
            yield return ($"{name} middle gain", Log(At(curve, 0.6), At(curve, 0.3)));
            yield return ($"{name} late gain", Log(curve.Tail(0.1), At(curve, 0.6)));
            yield return ($"{name} last gain", Log(curve.Tail(0.1), At(curve, 0.85)));
            yield return ($"{name} roughness", Roughness(curve));
            yield return ($"{name} from best", Log(curve.Tail(0.05), curve.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min()));
        }
        yield return ("train first over trivial", Log(train.First, trace.Trivial));
    }

    static IEnumerable<(string, double)> Motion(Trace trace)
    {
        var ratios = trace.Curves("update/", "/ratio").Select(one => Median([.. one.Curve.Values.Where(double.IsFinite)])).Where(double.IsFinite).ToList();
        yield return ("update median", Log(Median(ratios), 1e-3));
        yield return ("update least", Log(ratios.DefaultIfEmpty(double.NaN).Min(), 1e-3));
        yield return ("update most", Log(ratios.DefaultIfEmpty(double.NaN).Max(), 1e-3));
        yield return ("update none", ratios.Count == 0 ? double.NaN : (double)ratios.Count(ratio => ratio <= Least) / ratios.Count);
        var firsts = trace.Curves("update/", "/ratio").Select(one => one.Curve.First).Where(double.IsFinite).ToList();
        yield return ("update first", Log(Median(firsts), 1e-3));
        var norms = trace.Curves("grad/", "/norm").Where(one => one.Name.Length > 0).Select(one => Median([.. one.Curve.Values.Where(double.IsFinite)])).Where(norm => norm > 0).ToList();
        yield return ("gradient spread", norms.Count < 2 ? double.NaN : Log(norms.Max(), norms.Min()));
        yield return ("gradient trend", Log(trace.Curve("grad/norm").Tail(0.1), At(trace.Curve("grad/norm"), 0.2)));
        yield return ("gradient none", norms.Count == 0 ? double.NaN : Log(norms.Min(), 1e-5));
        yield return ("clipped", Mean(trace.Curve("clip/rate")));
        yield return ("time decades", trace.Vital(Vitals.TimeDecades));
        yield return ("noise scale", Log(trace.Vital(Vitals.NoiseScale), trace.Setting("batch")));
        var dead = trace.Curves("activation/", "/dead").Select(one => one.Curve.Last).Where(double.IsFinite).ToList();
        yield return ("dead", dead.DefaultIfEmpty(double.NaN).Max());
        var saturated = trace.Curves("activation/", "/saturated").Select(one => one.Curve.Last).Where(double.IsFinite).ToList();
        yield return ("saturated", saturated.DefaultIfEmpty(double.NaN).Max());
    }

    static IEnumerable<(string, double)> Facts(Trace trace)
    {
        yield return ("active units", trace.Vital(Vitals.ActiveUnits));
        yield return ("divergence", Log(trace.Vital(Vitals.LatentDivergence) + 0.001, 1));
        yield return ("boundary", trace.Vital(Vitals.AtBoundary));
        yield return ("frozen share", trace.Vital(Vitals.FrozenShare));
        yield return ("gradientless share", trace.Vital(Vitals.GradientlessShare));
        yield return ("shared rows", trace.Vital(Vitals.SharedRows));
        yield return ("target in input", trace.Vital(Vitals.TargetInInput));
        yield return ("input scale", Log(trace.Vital(Vitals.InputScale), 1));
        yield return ("label noise", trace.Vital(Vitals.LabelNoise));
        yield return ("label noise over valid", Log(trace.Vital(Vitals.LabelNoise), trace.Vital(Vitals.ValidLabelNoise)));
        yield return ("examples", Log(trace.Vital(Vitals.Examples), 100));
        yield return ("updates", Log(trace.Step, 100));
        yield return ("parameters an example", Log(trace.Record.Parameters, trace.Vital(Vitals.Examples)));
        yield return ("batch share", Log(trace.Setting("batch"), trace.Vital(Vitals.Examples)));
    }

    // The value after this share of the curve: the mean of the twentieth around it.
    static double At(Curve curve, double share)
    {
        if (curve.Count == 0) return double.NaN;
        var (centre, half) = (share * (curve.Count - 1), Math.Max(0.5, curve.Count / 40.0));
        var (from, to) = ((int)Math.Ceiling(Math.Max(0, centre - half)), (int)Math.Floor(Math.Min(curve.Count - 1, centre + half)));
        var (sum, seen) = (0.0, 0);
        for (var i = from; i <= to; i++)
            if (double.IsFinite(curve.Values[i])) (sum, seen) = (sum + curve.Values[i], seen + 1);
        return seen > 0 ? sum / seen : double.NaN;
    }

    // Median size of second differences of the logarithm, as a decimal logarithm: noise around any smooth course.
    static double Roughness(Curve curve)
    {
        var logs = curve.Values.Where(value => value > 0 && double.IsFinite(value)).Select(value => Math.Log(value)).ToList();
        if (logs.Count < 5) return double.NaN;
        return Math.Log10(Math.Max(1e-6, Median([.. Enumerable.Range(1, logs.Count - 2).Select(i => Math.Abs(logs[i - 1] - (2 * logs[i]) + logs[i + 1]))])));
    }

    static double Last(Curve curve) => curve.Values.LastOrDefault(double.IsFinite, double.NaN);

    static double Mean(Curve curve) => curve.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    static double Median(List<double> values)
    {
        if (values.Count == 0) return double.NaN;
        values.Sort();
        return (values[values.Count / 2] + values[(values.Count - 1) / 2]) / 2;
    }

    static double Log(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : Math.Log10(Math.Max(a, Least * 1e-3) / Math.Max(b, Least * 1e-3));
}
