using System.Globalization;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>One table of a ranking as text, for the command line and for reports.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
public sealed record RankingTable(string Title, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    const string Ensemble = "ensemble/";

    /// <summary>The tables of a ranking.</summary>
    internal static IReadOnlyList<RankingTable> Of(PredictionRanking ranking)
    {
        List<RankingTable> tables = [Standing(ranking)];
        if (ranking.Baselines.Count > 0) tables.Add(Gains(ranking));
        tables.Add(Cost(ranking));
        if (Ensembles(ranking) is { } ensembles) tables.Add(ensembles);
        return tables;
    }

    static RankingTable Standing(PredictionRanking ranking) => new("Rank",
        [Column.Number("rank"), new Column("model"), Column.Number("seeds"), Column.Number("test cosine, best"), Column.Number("final"), Column.Number("valid cosine, best"), Column.Number("final")],
        [.. ranking.Models.Select((model, index) => (IReadOnlyList<string>)[
                model.Rank is { } rank ? rank.ToString(CultureInfo.InvariantCulture) + (IsShared(ranking, model) ? " (tied)" : "") : "–",
                model.Label, model.Seeds.ToString(CultureInfo.InvariantCulture), Text(model.Test), Text(model.FinalTest), Text(model.Valid), Text(model.FinalValid)]),
            .. ranking.Baselines.OrderByDescending(ranking.Strength).Select(name => (IReadOnlyList<string>)["", name, "", Numbers.Format(ranking.Strength(name)), "", "", ""])]);

    static RankingTable Gains(PredictionRanking ranking)
    {
        var baselines = ranking.Baselines.OrderByDescending(ranking.Strength).ToList();
        return new RankingTable("Test cosine less each baseline's, paired by document", [new Column("baseline"), .. ranking.Models.Select(model => Column.Number(model.Label))],
            [.. baselines.Select(name => (IReadOnlyList<string>)[name, .. ranking.Models.Select(model => model.Gains.TryGetValue(name, out var gain) ? Estimate.Difference(gain) : "–")])]);
    }

    static RankingTable Cost(PredictionRanking ranking) => new("What it costs",
        [new Column("model"), Column.Number("parameters"), Column.Number("cosine a million"), Column.Number("gain a million"), Column.Number("training"), Column.Number("p50, ms"), Column.Number("p99, ms"), new Column("dominated by")],
        [.. ranking.Models.Select(model => (IReadOnlyList<string>)[
            model.Label, Numbers.Count(model.Parameters), Number(model.CosinePerMillion), Number(model.GainPerMillion), Numbers.Duration(Math.Round(model.Seconds, 1)),
            Number(model.Median), Number(model.Slowest), model.DominatedBy?.Label ?? "–"])]);

    /// <summary>What models do together, from metrics such as <c>ensemble/lstm/test/cosine</c>; those of all models are called <c>all</c>.</summary>
    static RankingTable? Ensembles(PredictionRanking ranking)
    {
        var values = (ranking.Parent?.Metrics ?? []).Where(metric => metric.Key.StartsWith(Ensemble, StringComparison.Ordinal)).Select(metric => (Name: metric.Key[Ensemble.Length..], metric.Value))
            .Select(metric => (Split: metric.Name.IndexOf("test/", StringComparison.Ordinal), metric.Name, metric.Value)).Where(metric => metric.Split > 0)
            .Select(metric => (Members: metric.Name[..(metric.Split - 1)] is var members && members == "all" ? "all models" : members, Metric: metric.Name[metric.Split..], metric.Value)).ToList();
        if (values.Count == 0) return null;
        var metrics = values.Select(value => value.Metric).Distinct().Where(metric => !metric.EndsWith(NextVectorMetrics.Error, StringComparison.Ordinal)).ToList();
        return new RankingTable("Ensembles: the mean of normalised predictions", [new Column("of"), .. metrics.Select(Column.Number)],
            [.. values.GroupBy(value => value.Members).Select(members => (Name: members.Key, Values: members.ToDictionary(value => value.Metric, value => value.Value)))
                .Select(members => (IReadOnlyList<string>)[members.Name, .. metrics.Select(metric => NextVectorMetrics.WithError(members.Values, metric))])]);
    }

    static bool IsShared(PredictionRanking ranking, RankedModel model) => ranking.Models.Count(other => other.Rank == model.Rank) > 1;

    // These limits lie equally far on both sides.
    static string Text(Interval? interval) => interval is not { } value ? "–"
        : double.IsFinite(value.High) ? $"{Short(value.Value)} ± {Short(value.High - value.Value)}" : Short(value.Value);

    static string Short(double value) => Numbers.Format(Math.Abs(value) >= 1e-3 ? Math.Round(value, 4) : value);

    static string Number(double value) => double.IsFinite(value) ? Short(value) : "–";
}
