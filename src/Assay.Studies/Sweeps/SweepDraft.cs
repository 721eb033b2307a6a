using Assay.Sweeps;

namespace Assay.Studies;

/// <summary>A sweep as flags or a file give it: what is null was not said. Flags and files become plans by the same rules.</summary>
public sealed record SweepDraft
{
    /// <summary>A preset of the study, or one of its named sweeps.</summary>
    public string? Preset { get; init; }

    public string? Name { get; init; }

    public string? Metric { get; init; }

    public Goal? Goal { get; init; }

    public string? Watch { get; init; }

    public string? Start { get; init; }

    /// <summary>A second metric and its goal: <c>richness:maximize</c>.</summary>
    public string? Against { get; init; }

    public ulong? Seed { get; init; }

    /// <summary>What all phases share; the only phase where <see cref="Phases"/> is empty.</summary>
    public PhaseDraft All { get; init; } = new();

    public IReadOnlyList<PhaseDraft> Phases { get; init; } = [];

    /// <summary>The plan, checked against its study.</summary>
    /// <exception cref="ArgumentException">It does not fit the study; the message says what was given and what is needed.</exception>
    public SweepPlan ToPlan(Study study)
    {
        if (study.Sweeps.FirstOrDefault(one => one.Plan.Name == Preset) is { } named && Preset is not null) return SweepCheck.Of(study, Over(named.Plan));
        if (Preset is not null && study.Presets.All(preset => preset.Name != Preset))
        {
            List<string> names = [.. study.Sweeps.Select(one => one.Plan.Name!), .. study.Presets.Select(preset => preset.Name).Except(study.Sweeps.Select(one => one.Plan.Name!))];
            throw new ArgumentException($"study '{study.Name}' has no sweep or preset '{Preset}'{Nearest.Suggest(Preset, names)}; there are: {string.Join(", ", names)}");
        }

        var metric = Metric ?? study.Judged.Name;
        SweepCheck.Metric(study, "metric", metric);
        var plan = new SweepPlan
        {
            Study = study.Name,
            Preset = Preset,
            Name = Name,
            Metric = metric,
            Goal = Goal ?? GoalOf(study, metric),
            Watch = Watch,
            Start = Start,
            Against = Against is null ? null : TradeOff.Parse(Against),
            Seed = Seed ?? 1,
            Phases = Phases.Count == 0 ? [All.ToPhase(new PhaseDraft())] : [.. Phases.Select(phase => phase.ToPhase(All))],
        };
        return SweepCheck.Of(study, plan);
    }

    SweepPlan Over(SweepPlan plan)
    {
        if (All.Vary.Count > 0 || Phases.Count > 0) throw new ArgumentException($"'{Preset}' is a sweep of its own; needed: a preset, where something else varies");
        return plan with
        {
            Metric = Metric ?? plan.Metric,
            Goal = Goal ?? plan.Goal,
            Watch = Watch ?? plan.Watch,
            Start = Start ?? plan.Start,
            Against = Against is null ? plan.Against : TradeOff.Parse(Against),
            Seed = Seed ?? plan.Seed,
            Phases = [.. plan.Phases.Select(All.Over)],
        };
    }

    static Goal GoalOf(Study study, string metric) =>
        metric == study.Judged.Name ? study.Judged.Perfect > 0 ? Sweeps.Goal.Maximize : Sweeps.Goal.Minimize
        : metric.Split('/').Any(part => part is "loss" or "mse" or "mae" or "error" or "perplexity") ? Sweeps.Goal.Minimize
        : throw new ArgumentException($"the metric is '{metric}' and no goal is given; needed: minimize or maximize");
}
