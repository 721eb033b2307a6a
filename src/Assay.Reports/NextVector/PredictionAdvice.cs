using System.Globalization;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>What a ranking recommends, derived from its numbers alone, and its verdict in a few sentences.</summary>
static class PredictionAdvice
{
    // A balance may give up a tenth of the best gain.
    const double Kept = 0.9;

    public static IReadOnlyList<(string Title, string Text)> Of(PredictionRanking ranking)
    {
        if (ranking.Leaders.Count == 0) return [("None", ranking.Problems.Count > 0 ? ranking.Problems[0] : "The models are not ranked, so nothing is recommended.")];
        if (Worthless(ranking) is { } worthless) return [("None", worthless), .. ranking.Models.Count > 1 ? [("Best accuracy", Accuracy(ranking))] : Array.Empty<(string, string)>()];
        if (ranking.Models.Count == 1) return [];
        return [("Best accuracy", Accuracy(ranking)), ("Most efficient", Efficiency(ranking)), ("Best balance", Balance(ranking))];
    }

    public static string Sentence(PredictionRanking ranking)
    {
        if (ranking.Problems.Count > 0) return ranking.Problems[0];
        var best = ranking.Models[0];
        var seeds = best.Seeds > 1 ? $" over {best.Seeds} seeds" : "";
        var sentences = new List<string>();
        if (ranking.Models.Count == 1 || best.Rank is null) sentences.Add($"{best.Label}: test cosine {Estimate.Text(best.Test!.Value)}{seeds}.");
        else if (ranking.Leaders.Count == 1) sentences.Add($"{best.Label} is best, test cosine {Estimate.Text(best.Test!.Value)}{seeds}.");
        else
            sentences.Add($"{List(ranking.Leaders.Select(leader => leader.Label))} cannot be told apart at the top, test cosine {Estimate.Text(best.Test!.Value)}{seeds} for {best.Label}; "
                + $"of these {ranking.Leaders[0].Label} has the fewest parameters.");
        var worthless = Worthless(ranking);
        var strongest = worthless is null ? ranking.Rivals.FirstOrDefault() : null;
        foreach (var name in new[] { NextVectorMetrics.Average, strongest }.OfType<string>().Distinct().Where(ranking.Rivals.Contains)) sentences.Add(Against(ranking, name));
        if (worthless is not null) sentences.Add(worthless);
        if (best.Gains.TryGetValue(NextVectorMetrics.Limit, out var gap)) sentences.Add(gap.Value > 0
            ? $"{best.Label} is {Numbers.Format(Math.Round(gap.Value, 4))} above the {NextVectorMetrics.Limit}{(gap.Low > 0 ? ", which cannot be: something leaks" : ", by chance")}."
            : $"{best.Label} is {Estimate.Text(Negative(gap))} below the {NextVectorMetrics.Limit}, the best possible from this context.");
        return string.Join(" ", sentences);
    }

    static string Accuracy(PredictionRanking ranking)
    {
        var (leaders, best) = (ranking.Leaders, ranking.Models[0]);
        if (leaders.Count == 1)
            return $"{best.Label}: test cosine {Estimate.Text(best.Test!.Value)}, " + (ranking.Models.Skip(1).All(model => ranking.IsAbove(best, model)) ? "above every other model beyond doubt." : "the only model that none is above.");
        var differences = leaders.Where(leader => leader != best).Select(leader => $"{best.Label} less {leader.Label} {Text(ranking.Difference(best, leader))}");
        return $"{List(leaders.Select(leader => leader.Label))} are tied ({string.Join("; ", differences)}). Of these {leaders[0].Label} is to be preferred: it has the fewest parameters, {Numbers.Count(leaders[0].Parameters)}.";
    }

    static string Efficiency(PredictionRanking ranking)
    {
        var gained = ranking.Models.Where(model => double.IsFinite(model.GainPerMillion)).MaxBy(model => model.GainPerMillion);
        if (gained is null) return "The linear average was not measured, so there is no gain to divide by parameters.";
        if (!(gained.Gain > 0)) return "No model gains over the linear average, so none is efficient.";
        var cosine = ranking.Models.MaxBy(model => model.CosinePerMillion)!;
        return $"{gained.Label}: it gains {Short(gained.GainPerMillion)} over the linear average for each million parameters. That is the honest ratio; test cosine for each million "
            + (cosine == gained ? $"({Short(cosine.CosinePerMillion)}, the highest too) " : $"(highest: {cosine.Label}, {Short(cosine.CosinePerMillion)}) ") + "pays a model for what the average of its context has for nothing.";
    }

    static string Balance(PredictionRanking ranking)
    {
        var front = ranking.Models.Where(model => model.DominatedBy is null).ToList();
        var dominated = ranking.Models.Except(front).Select(model => $"{model.Label} (by {model.DominatedBy!.Label})").ToList();
        var measured = ranking.Models.All(model => double.IsFinite(model.Median)) ? "parameters and latency" : "parameters (latency is not known of all)";
        if (ranking.Models.Any(model => double.IsNaN(model.Gain))) return "The linear average was not measured, so there is no gain to hold against cost.";
        var most = ranking.Models.Max(model => model.Gain);
        var chosen = front.Where(model => model.Gain >= Kept * most).OrderBy(model => model.Parameters).FirstOrDefault() ?? front[0];
        return $"{chosen.Label}: the fewest parameters among those with at least {(100 * Kept).ToString("0", CultureInfo.InvariantCulture)} % of the best gain over the linear average ({Short(chosen.Gain)} of {Short(most)}). "
            + $"Accuracy held against {measured}: " + (dominated.Count == 0 ? "no model is dominated." : $"dominated {(dominated.Count == 1 ? "is" : "are")} {List(dominated)}.");
    }

    /// <summary>That what needs no network is as good as every network; null where it is not.</summary>
    static string? Worthless(PredictionRanking ranking) => ranking.Rivals.FirstOrDefault(name => ranking.Models.All(model => !model.Beaten.Contains(name))) is { } unbeaten
        ? $"None beats {unbeaten} ({Numbers.Format(ranking.Strength(unbeaten))}): no network is worth its training here."
        : null;

    static string Against(PredictionRanking ranking, string name)
    {
        var (above, below) = (ranking.Models.Where(model => model.Beaten.Contains(name)).ToList(), ranking.Models.Where(model => !model.Beaten.Contains(name)).ToList());
        if (above.Count == 0) return ranking.Models.Count == 1 && ranking.Models[0].Gains.TryGetValue(name, out var only) ? $"It is not above {name} beyond doubt ({Estimate.Difference(only)})." : $"No model is above {name} beyond doubt.";
        var lead = above[0].Gains[name];
        var (worse, open) = (below.Where(model => model.Gains.TryGetValue(name, out var gain) && gain.High < 0).ToList(), below.Where(model => !(model.Gains.TryGetValue(name, out var gain) && gain.High < 0)).ToList());
        var first = above.Count == 1 ? $"{above[0].Label} is {Estimate.Text(lead)} above {name}" : $"Above {name}: {List(above.Select(model => model.Label))}, {above[0].Label} by {Estimate.Text(lead)}";
        return ranking.Models.Count == 1 ? $"It is {Estimate.Text(lead)} above {name}."
            : below.Count == 0 ? $"All are above {name}, {above[0].Label} by {Estimate.Text(lead)}."
            : first + (open.Count > 0 ? $"; not beyond doubt: {List(open.Select(model => model.Label))}" : "") + (worse.Count > 0 ? $"; below it: {List(worse.Select(model => model.Label))}" : "") + ".";
    }

    static string List(IEnumerable<string> names) => names.ToList() is [.. var most, var last] && most.Count > 0 ? $"{string.Join(", ", most)} and {last}" : string.Concat(names);

    static string Text(Interval? interval) => interval is { } value ? Estimate.Difference(value) : "–";

    static string Short(double value) => Numbers.Format(Math.Abs(value) >= 1e-3 ? Math.Round(value, 4) : value);

    static Interval Negative(Interval interval) => new(-interval.Value, -interval.High, -interval.Low);
}
