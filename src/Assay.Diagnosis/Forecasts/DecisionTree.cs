namespace Assay.Diagnosis.Forecasts;

/// <summary>What to do at which outcome of a training, decided before it is known. Less is better; every limit was measured or asked for.</summary>
/// <param name="Decisions">Branches from the best outcome to the worst; together they take in every number, and none twice.</param>
/// <param name="Tiers">Degrees of success, the least first, each harder than the one before.</param>
public sealed record DecisionTree(IReadOnlyList<Decision> Decisions, IReadOnlyList<SuccessTier> Tiers)
{
    /// <summary>The tree of a training.</summary>
    /// <param name="forecast">What it is expected to reach; null for no forecast.</param>
    /// <param name="trivial">What needs neither input nor network reaches; NaN where nobody measured it.</param>
    /// <param name="linear">What a linear map reaches; NaN where nobody measured it.</param>
    /// <param name="target">What it is meant to reach; NaN for nothing in particular.</param>
    public static DecisionTree Of(Forecast? forecast, double trivial, double linear = double.NaN, double target = double.NaN)
    {
        var (low, high) = (forecast?.Low ?? double.NaN, forecast?.High ?? double.NaN);
        List<(double UpTo, string Meaning, string Action)> branches =
        [
            (target, "the target is reached", "stop here; repeat with two more seeds before it is claimed"),
            (low, "better than nine of ten forecasts", "look for a leak between the splits first, then repeat with two more seeds"),
            (high, "what the curve promised", "train longer only if the predicted gain is worth its time; else change one setting, the one the diagnosis names"),
            (linear, "worse than the curve promised", "compare with the last training at the alerts' steps: the first red one says where they part"),
            (trivial, double.IsNaN(linear) && forecast is null ? "better than needing no input at all" : double.IsNaN(linear) ? "worse than the curve promised" : "no better than a linear map", double.IsNaN(linear)
                ? "compare with the last training at the alerts' steps: the first red one says where they part"
                : "the network adds nothing yet: check learning rate, gradients and input scale; a wider network is no answer"),
        ];
        var decisions = new List<Decision>();
        var above = double.NegativeInfinity;
        foreach (var (upTo, meaning, action) in branches)
        {
            if (!(upTo > above)) continue;
            decisions.Add(new Decision(above, upTo, meaning, action));
            above = upTo;
        }

        decisions.Add(double.IsNaN(trivial)
            ? new Decision(above, double.PositiveInfinity, "worse than any limit that was measured", "diagnose the run before more is spent on it")
            : new Decision(above, double.PositiveInfinity, "nothing learned", "spend no more training on it: check that inputs carry information about targets, then labels, loss and learning rate"));
        return new DecisionTree(decisions, TiersOf(forecast, trivial, linear, target));
    }

    /// <summary>The branch of an outcome; what is not a number belongs to the worst.</summary>
    public Decision For(double outcome) => Decisions.FirstOrDefault(decision => outcome <= decision.UpTo) ?? Decisions[^1];

    static List<SuccessTier> TiersOf(Forecast? forecast, double trivial, double linear, double target)
    {
        var tiers = new List<SuccessTier>();
        Add("learned something", trivial, "trivial predictor");
        Add("earns its network", linear, "linear map");
        Add("as expected", forecast?.Expected ?? double.NaN, "median of the forecast");
        Add("better than expected", forecast?.Low ?? double.NaN, "tenth percentile of the forecast");
        Add("target", target, "what was asked for");
        return tiers;

        void Add(string name, double atMost, string basis)
        {
            if (double.IsFinite(atMost) && (tiers.Count == 0 || atMost < tiers[^1].AtMost)) tiers.Add(new SuccessTier(name, atMost, basis));
        }
    }
}
