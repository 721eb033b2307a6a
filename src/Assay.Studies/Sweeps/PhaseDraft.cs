using Assay.Sweeps;

namespace Assay.Studies;

/// <summary>A phase as flags or a file give it: what is null was not said.</summary>
public sealed record PhaseDraft
{
    public string? Name { get; init; }

    public IReadOnlyDictionary<string, object> Set { get; init; } = new Dictionary<string, object>();

    public IReadOnlyList<Declared> Vary { get; init; } = [];

    public IReadOnlyList<Configuration> Configurations { get; init; } = [];

    public string? Sampler { get; init; }

    public int? Points { get; init; }

    public string? Pruner { get; init; }

    public int? Trials { get; init; }

    public IReadOnlyList<long>? Seeds { get; init; }

    public int? Race { get; init; }

    /// <summary>
    /// The phase. What was not said is the sweep's, or else: a grid where no number of trials is given and TPE where one is, no pruner, seed 1, no race.
    /// </summary>
    public SweepPhase ToPhase(PhaseDraft sweep)
    {
        var trials = Trials ?? sweep.Trials ?? 0;
        var set = new Dictionary<string, object>(sweep.Set);
        foreach (var (name, value) in Set) set[name] = value;
        return new SweepPhase
        {
            Name = Name ?? "main",
            Set = set,
            Vary = Vary.Count > 0 ? Vary : Configurations.Count > 0 ? [] : sweep.Vary,
            Configurations = Configurations,
            Sampler = Sampler ?? sweep.Sampler ?? (trials == 0 ? "grid" : "tpe"),
            Points = Points ?? sweep.Points ?? 5,
            Pruner = Pruner ?? sweep.Pruner ?? "none",
            Trials = trials,
            Seeds = Seeds ?? sweep.Seeds ?? [1],
            Race = Race ?? sweep.Race ?? 0,
        };
    }

    /// <summary>A phase of a named sweep with what was said in place of its own.</summary>
    public SweepPhase Over(SweepPhase phase)
    {
        var set = new Dictionary<string, object>(phase.Set);
        foreach (var (name, value) in Set) set[name] = value;
        return phase with { Set = set, Sampler = Sampler ?? phase.Sampler, Points = Points ?? phase.Points, Pruner = Pruner ?? phase.Pruner, Trials = Trials ?? phase.Trials, Seeds = Seeds ?? phase.Seeds, Race = Race ?? phase.Race };
    }
}
