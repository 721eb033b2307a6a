using Assay.Runs;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>
/// Models of the study next-vector in the order of their test cosine, on the same held-out documents. Two are apart only where the interval of their
/// difference leaves 0 out: over documents by bootstrap in pairs, seeds averaged first, and where there are three seeds or more, over seeds too. A
/// model's rank is 1 more than the number of those above it.
/// </summary>
public sealed class PredictionRanking
{
    // What baselines may differ by and still be those of the same data: rounding.
    const double SameBaseline = 1e-6;

    // Student's interval of two seeds is so wide that nothing would ever be apart.
    const int FewestSeeds = 3;

    readonly ItemComparison _items;
    readonly List<string> _problems = [], _notes = [];

    PredictionRanking(IReadOnlyList<RunGroup> groups, RunRecord? parent)
    {
        _items = new ItemComparison(groups);
        Parent = parent;
        var labels = Labels(groups);
        var all = groups.Zip(labels, (group, label) => new RankedModel(label, group)).ToList();
        foreach (var model in all.Where(model => model.Test is null)) _notes.Add($"{model.Label} has no {NextVectorMetrics.Cosine} and is left out.");
        Models = [.. all.Where(model => model.Test is not null).OrderByDescending(model => model.Test!.Value.Value)];
        Baselines = [.. Models.SelectMany(model => model.Group.Baselines).Distinct().Where(name => name != NextVectorMetrics.Chance && Models.All(model => model.Group.Over(NextVectorMetrics.Cosine, name) is not null))];
        Check();
        foreach (var model in Models) Hold(model);
        if (_problems.Count > 0 || Models.Count == 0 || Models.Any(model => Side(model) < 0)) return;
        foreach (var model in Models) model.Rank = 1 + Models.Count(other => IsAbove(other, model));
        foreach (var model in Models) model.DominatedBy = Models.FirstOrDefault(other => Dominates(other, model));
    }

    /// <summary>The ranking of groups of this study; null where they belong to another, or there is nothing to rank.</summary>
    /// <param name="groups">The models, each with its seeds.</param>
    /// <param name="parent">The run they are the children of, which knows what they do together; or none.</param>
    public static PredictionRanking? Of(IReadOnlyList<RunGroup> groups, RunRecord? parent = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.SelectMany(group => group.Runs).Any(run => run.Record.Study != NextVectorMetrics.Study)) return null;
        var ranking = new PredictionRanking(groups, parent);
        return ranking.Models.Count == 0 ? null : ranking;
    }

    /// <summary>The models, the best first.</summary>
    public IReadOnlyList<RankedModel> Models { get; }

    /// <summary>The baselines and limits that all were measured against.</summary>
    public IReadOnlyList<string> Baselines { get; }

    /// <summary>Why the models cannot be held against each other; empty where they can.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What is left out, in sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The run that stands for all of them, or null.</summary>
    public RunRecord? Parent { get; }

    /// <summary>The models that share the first rank, the one with the fewest parameters first; empty where nothing is ranked.</summary>
    public IReadOnlyList<RankedModel> Leaders => [.. Models.Where(model => model.Rank == 1).OrderBy(model => model.Parameters)];

    /// <summary>What the numbers say, in a few sentences.</summary>
    public string Sentence => PredictionAdvice.Sentence(this);

    /// <summary>Which model for what, with the numbers that say so.</summary>
    public IReadOnlyList<(string Title, string Text)> Recommendations => PredictionAdvice.Of(this);

    /// <summary>The tables: standing, gains, cost, and ensembles where there are any.</summary>
    public IReadOnlyList<RankingTable> Tables => RankingTable.Of(this);

    /// <summary>Baselines that a model can be asked to beat, the strongest first.</summary>
    internal IReadOnlyList<string> Rivals => [.. Baselines.Where(NextVectorMetrics.IsRival).OrderByDescending(Strength)];

    /// <summary>A baseline's test cosine, mean over all runs.</summary>
    internal double Strength(string baseline) => Models.SelectMany(model => model.Group.Runs)
        .Select(run => NextVectorMetrics.Of(run, baseline, NextVectorMetrics.Cosine)).Where(double.IsFinite).Average();

    /// <summary>The first less the second over the documents that both have; null where documents were not scored.</summary>
    internal Interval? Difference(RankedModel one, RankedModel other) =>
        (Side(one), Side(other)) is ( >= 0 and var a, >= 0 and var b) ? _items.Difference(NextVectorMetrics.Cosine, a, b) : null;

    /// <summary>Whether the first is better beyond doubt.</summary>
    internal bool IsAbove(RankedModel one, RankedModel other) => one != other && Difference(one, other) is { Low: > 0 }
        && SeedsAgree(one.Group.Over(NextVectorMetrics.Cosine, other.Group));

    bool Dominates(RankedModel one, RankedModel other)
    {
        if (one == other || IsAbove(other, one) || one.Parameters > other.Parameters || one.Median > other.Median) return false;
        return one.Parameters < other.Parameters || one.Median < other.Median || IsAbove(one, other);
    }

    void Hold(RankedModel model)
    {
        var side = Side(model);
        var gains = new Dictionary<string, Interval>();
        var beaten = new HashSet<string>();
        foreach (var name in Baselines)
        {
            var seeds = model.Group.Over(NextVectorMetrics.Cosine, name);
            var documents = side < 0 ? null : _items.Difference(NextVectorMetrics.Cosine, side, name);
            if ((documents ?? seeds?.Mean) is not { } gain) continue;
            gains[name] = gain;
            if (gain.Low > 0 && SeedsAgree(seeds)) beaten.Add(name);
        }
        (model.Gains, model.Beaten) = (gains, beaten);
    }

    static bool SeedsAgree((Interval Mean, double Deviation, int Count)? seeds) => seeds is not { Count: >= FewestSeeds } several || several.Mean.Low > 0;

    void Check()
    {
        if (Models.Count < 2) return;
        foreach (var name in Baselines.Where(name => name != "random"))
        {
            var values = Models.Select(model => (model.Label, Value: model.Group.Runs.Select(run => NextVectorMetrics.Of(run, name, NextVectorMetrics.Cosine)).Where(double.IsFinite).Average())).ToList();
            if (values.FirstOrDefault(value => Math.Abs(value.Value - values[0].Value) > SameBaseline) is not { Label: not null } other) continue;
            _problems.Add($"{name} has test cosine {Numbers.Format(values[0].Value)} beside {values[0].Label} and {Numbers.Format(other.Value)} beside {other.Label}: they were scored on other data or told other things, so they are not ranked.");
            return;
        }
        var sides = Models.Select(Side).ToList();
        if (sides.Contains(-1)) _notes.Add("Not all models have scores by document, so which are apart and which are tied cannot be told: they are in order and not ranked.");
        else if (!_items.AllShared)
            _problems.Add($"The models hold out other documents, {_items.Shared.Count} are shared by all: they are not ranked.");
    }

    int Side(RankedModel model) => _items.Labels.ToList().IndexOf(model.Group.Label);

    // By the setting that names models where it tells them apart, else by whatever differs.
    static IReadOnlyList<string> Labels(IReadOnlyList<RunGroup> groups)
    {
        var models = groups.Select(group => group.Runs[0].Record.Settings.GetValueOrDefault("model") as string).ToList();
        return !models.Contains(null) && models.Distinct().Count() == models.Count ? [.. models.Select(model => model!)] : [.. groups.Select(group => group.Label)];
    }
}
