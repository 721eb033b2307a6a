using Assay.Sweeps;

namespace Assay.Tests.Reports.Sweeps;

/// <summary>Sweeps made by hand, whose answers are known.</summary>
static class SampleSweeps
{
    /// <summary>A number from -1 to 1 that follows from what it is of.</summary>
    public static double Noise(params ReadOnlySpan<long> of)
    {
        var bits = 0x9E3779B97F4A7C15UL;
        foreach (var part in of)
        {
            bits = (bits ^ (ulong)part) * 0xBF58476D1CE4E5B9UL;
            bits ^= bits >> 29;
            bits *= 0x94D049BB133111EBUL;
            bits ^= bits >> 32;
        }

        return (bits >> 11) * (2.0 / (1UL << 53)) - 1;
    }

    public static ReplicateResult Finished(long seed, double value, double? final = null, IReadOnlyList<(int, double)>? curve = null, double? start = null)
    {
        var metrics = new Dictionary<string, double> { ["test/error"] = value };
        if (start is { } begun) metrics["start/error"] = begun;
        return new ReplicateResult(seed, $"run-{seed}", TrialState.Finished, value, metrics,
            new Dictionary<string, double> { ["test/error"] = final ?? value }, 2 + 0.1 * seed, curve ?? [], null);
    }

    public static ReplicateResult Ended(long seed, TrialState state, string reason) =>
        new(seed, $"run-{seed}", state, double.NaN, new Dictionary<string, double>(), new Dictionary<string, double>(), 0.5, [], reason);

    /// <summary>A phase of named configurations with a value for each seed, from 1 on; NaN for one that diverged.</summary>
    public static SweepResults Listed(params (string Name, double[] Values)[] configurations) => Of(
        new SweepPhase
        {
            Configurations = [.. configurations.Select(one => new Configuration(one.Name, Named(one.Name)))],
            Seeds = [.. Enumerable.Range(1, configurations.Max(one => one.Values.Length)).Select(seed => (long)seed)],
        },
        [.. configurations.Select((one, number) => Trial(number, "main", one.Name, Named(one.Name), [.. one.Values.Select((value, index) =>
            double.IsNaN(value) ? Ended(index + 1, TrialState.Diverged, "loss is NaN at step 12") : Finished(index + 1, value))]))]);

    public static SweepResults Of(SweepPhase phase, params IReadOnlyList<TrialResult> trials) =>
        new(new SweepPlan { Study = "sample", Metric = "test/error", Phases = [phase] }, trials, [], 60, 2);

    public static TrialResult Trial(int number, string phase, string? name, IReadOnlyDictionary<string, object> values, IReadOnlyList<ReplicateResult> replicates) =>
        new(number, phase, name, values,
            replicates.All(one => one.State == TrialState.Finished) ? TrialState.Finished : replicates.FirstOrDefault(one => one.State != TrialState.Finished)!.State, replicates);

    /// <summary>Five phases: curvatures that change nothing, schedules, a sampled space with pruned, diverged and failed trials, crossed sources of randomness, one configuration.</summary>
    public static SweepResults Rich(int trials = 60, int seeds = 5)
    {
        var phases = new List<SweepPhase>
        {
            new() { Name = "curvature", Set = Values(("epochs", 40)), Configurations = [.. new[] { 0.5, 1.0, 2.0 }.Select(c => new Configuration($"c{c:0.0}", Values(("curvature", c))))], Seeds = [1, 2, 3, 4, 5] },
            new() { Name = "schedules", Configurations = [.. new[] { "none", "early p10", "early p5", "cosine", "step", "plateau" }.Select(name => new Configuration(name, Values(("schedule", name))))], Seeds = [.. Enumerable.Range(1, 10).Select(seed => (long)seed)] },
            Space(seeds),
            new() { Name = "sources", Vary = [], Configurations = [], Sampler = "grid", Seeds = [1, 2] },
            new() { Name = "stability", Configurations = [new Configuration("final", Values(("rate", 0.0003)))], Seeds = [.. Enumerable.Range(1, 10).Select(seed => (long)seed)] },
        };
        var all = new List<TrialResult>();
        foreach (var (index, configuration) in phases[0].Configurations.Index())
            all.Add(Trial(all.Count, "curvature", configuration.Name, configuration.Values, [.. phases[0].Seeds.Select(seed => Trained(seed, 0.31 + (index == 2 ? 0 : 0.004 * Noise(index, seed)), 30, 0.004))]));
        double[] levels = [0.30, 0.29, 0.295, 0.18, 0.26, 0.27];
        foreach (var (index, configuration) in phases[1].Configurations.Index())
            all.Add(Trial(all.Count, "schedules", configuration.Name, configuration.Values, [.. phases[1].Seeds.Select(seed =>
                index == 4 && seed == 3 ? Ended(seed, TrialState.Diverged, "train/loss is NaN at step 812") : Trained(seed, levels[index] + 0.02 * Noise(index, seed) + 0.02 * Noise(99, seed), 60, 0.02 + 0.01 * index))]));
        var pruned = new List<PruneRecord>();
        Sampled(all, pruned, trials, seeds);
        for (var data = 1; data <= 4; data++)
            for (var split = 1; split <= 3; split++)
                all.Add(Trial(all.Count, "sources", null, Values(("seed.order", data), ("seed.split", split)), [.. phases[3].Seeds.Select(seed => Trained(seed, 0.25 + 0.005 * Noise(7, data) + 0.03 * Noise(8, split) + 0.004 * Noise(9, data, split, seed), 20, 0.01))]));
        all.Add(Trial(all.Count, "stability", "final", phases[4].Configurations[0].Values, [.. phases[4].Seeds.Select(seed => Trained(seed, 0.2 + 0.02 * Noise(11, seed), 50, 0.01))]));
        return new SweepResults(new SweepPlan { Study = "sample", Name = "rich", Metric = "test/error", Watch = "valid/error", Start = "start/error", Phases = phases }, all, pruned, 412.5, 2);
    }

    public static Dictionary<string, object> Values(params (string Name, object Value)[] values) => values.ToDictionary(value => value.Name, value => value.Value);

    static Dictionary<string, object> Named(string name) => Values(("kind", name));

    static SweepPhase Space(int seeds) => new()
    {
        Name = "space",
        Vary =
        [
            new Declared("rate", new NumberRange(1e-5, 1e-1, log: true), Values()), new Declared("hidden", new WholeRange(8, 256, log: true), Values()),
            new Declared("optimizer", new ChoiceRange("adam", "sgd", "rmsprop"), Values()), new Declared("momentum", new NumberRange(0, 0.99), Values(("optimizer", "sgd"))),
            new Declared("decay", new NumberRange(0, 0.1), Values()),
        ],
        Pruner = "median", Trials = 60, Seeds = [.. Enumerable.Range(1, seeds).Select(seed => (long)seed)],
    };

    static void Sampled(List<TrialResult> all, List<PruneRecord> pruned, int trials, int seeds)
    {
        string[] optimizers = ["adam", "sgd", "rmsprop"];
        for (var trial = 0; trial < trials; trial++)
        {
            var number = all.Count;
            var rate = Math.Pow(10, -3 + 2 * Noise(1, trial));
            var hidden = (int)Math.Round(Math.Exp(Math.Log(8) + (Math.Log(256) - Math.Log(8)) * (0.5 + 0.5 * Noise(2, trial))));
            var optimizer = optimizers[(int)(3 * (0.5 + 0.499 * Noise(3, trial)))];
            var values = Values(("rate", rate), ("hidden", hidden), ("optimizer", optimizer));
            if (optimizer == "sgd") values["momentum"] = 0.495 + 0.495 * Noise(4, trial);
            values["decay"] = 0.05 + 0.05 * Noise(5, trial);
            var level = 0.2 + 0.05 * Math.Pow(Math.Log10(rate) + 2.5, 2) + (optimizer == "sgd" ? 0.05 : 0) + 0.01 * Math.Abs(Math.Log(hidden / 64.0));
            var replicates = new List<ReplicateResult>();
            for (var seed = 1; seed <= seeds; seed++)
            {
                var state = rate > 0.05 ? TrialState.Diverged : trial % 17 == 16 ? TrialState.Failed : trial > 10 && level > 0.38 ? TrialState.Pruned : TrialState.Finished;
                replicates.Add(state switch
                {
                    TrialState.Diverged => Ended(seed, state, $"train/loss is NaN at step {40 + trial}"),
                    TrialState.Failed => Ended(seed, state, "the worker ended with code 137"),
                    TrialState.Pruned => Ended(seed, state, "worse than the median of 12 others at epoch 5"),
                    _ => Trained(seed, level + 0.015 * Noise(6, trial, seed), 30, 0.01),
                });
                if (state == TrialState.Pruned) pruned.Add(new PruneRecord(number, seed, 5, true, $"valid/error {level:0.000} at epoch 5 against 0.312, the median of 12 others"));
            }

            all.Add(Trial(number, "space", null, values, replicates));
        }
    }

    static ReplicateResult Trained(long seed, double best, int epochs, double lost)
    {
        var peak = Math.Max(1, epochs / 2);
        var start = 0.6 + 0.2 * Noise(21, seed, (long)(best * 1e9));
        var curve = Enumerable.Range(0, epochs).Select(epoch => (epoch, best + (epoch < peak ? (start - best) * Math.Exp(-6.0 * epoch / peak) : lost * (epoch - peak) / (double)(epochs - peak)) + 0.002 * Noise(seed, epoch))).ToList();
        return Finished(seed, best, best + lost, curve, start) with { Seconds = 0.05 * epochs };
    }
}
