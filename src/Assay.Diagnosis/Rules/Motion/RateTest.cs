using System.Globalization;
using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// Training losses after some steps at multiples of the learning rate, over those before: what Smith ("Cyclical learning rates for training
/// neural networks", 2017) reads from a range test, from the weights that the training has reached.
/// </summary>
/// <param name="Ratios">Loss after over loss before, by multiple, rising; what diverged stands as 1e6.</param>
sealed record RateTest(IReadOnlyList<(double Multiple, double Ratio)> Ratios)
{
    const double Diverged = 1e6;

    /// <summary>Threshold of both rules: another rate wins a tenth of the loss over this one.</summary>
    public static double Threshold { get; } = Math.Log10(1.1);

    /// <summary>The test of a run; null where nobody made one at the rate itself.</summary>
    public static RateTest? Of(Trace trace)
    {
        var ratios = new List<(double Multiple, double Ratio)>();
        foreach (var name in trace.Record.Metrics.Keys.Concat(trace.Names).Where(name => name.StartsWith(Vitals.RateTest, StringComparison.Ordinal)).Distinct())
            if (double.TryParse(name[Vitals.RateTest.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var multiple)
                && multiple > 0 && Ratio(trace.Vital(name)) is { } ratio) ratios.Add((multiple, ratio));
        return ratios.Exists(one => IsOwn(one.Multiple)) ? new RateTest([.. ratios.OrderBy(one => one.Multiple)]) : null;
    }

    /// <summary>The smallest ratio among lower, equal or higher multiples; null where none was tried.</summary>
    /// <param name="side">-1 for lower, 0 for the rate itself, 1 for higher.</param>
    public (double Multiple, double Ratio)? Best(int side)
    {
        var tried = Ratios.Where(one => Side(one.Multiple) == side).ToList();
        return tried.Count > 0 ? tried.MinBy(one => one.Ratio) : null;
    }

    /// <summary>log10 of what the best rate on one side wins over the best of all others.</summary>
    public double Gain(int side)
    {
        var others = Ratios.Where(one => Side(one.Multiple) != side).Min(one => one.Ratio);
        return Best(side) is { } best ? Math.Log10(others / best.Ratio) : double.NaN;
    }

    /// <summary>The test as a chart.</summary>
    public EvidencePlot Plot() => new(
        "Rate test", "log10 of the multiple of the learning rate", "loss after over loss before", true,
        [new EvidenceLine("loss", [.. Ratios.Select(one => Math.Log10(one.Multiple))], [.. Ratios.Select(one => one.Ratio)])],
        new Dictionary<string, double> { ["unchanged"] = 1 });

    static int Side(double multiple) => IsOwn(multiple) ? 0 : Math.Sign(multiple - 1);

    static bool IsOwn(double multiple) => Math.Abs(multiple - 1) < 1e-9;

    // A loss of another sign has no ratio; one that is not finite, or far up, has diverged.
    static double? Ratio(double value) => value <= 0 ? null : double.IsFinite(value) ? Math.Min(value, Diverged) : Diverged;
}
