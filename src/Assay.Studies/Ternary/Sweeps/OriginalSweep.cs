using Assay.Sweeps;

namespace Assay.Studies.Ternary;

/// <summary>
/// The original's six phases and its five investigations, 55 configurations, each with five seeds, from a base that is trained first. As in the original the base is
/// loaded into another architecture, so that the last layer of the radius net is random; here by request, and every run says so.
/// </summary>
static class OriginalSweep
{
    /// <summary>Names of the phases.</summary>
    public const string Curvature = "curvature", Weights = "loss-weights", Schedules = "schedules", Rates = "learning-rates", Stability = "stability", Extended = "extended", Investigation = "investigation";

    const string Foundation = "ternary-0000-s1", Base = "ternary-0001-s1";

    static readonly long[] Seeds = [1, 2, 3, 4, 5];

    static readonly Dictionary<string, object> FromBase = new() { ["start"] = Base, ["start.load"] = TernarySettings.Original };

    /// <summary>The sweep.</summary>
    public static SweepPlan Plan { get; } = new()
    {
        Study = "ternary", Preset = "original", Name = "original", Metric = "hierarchy", Watch = "hierarchy", Start = "start/hierarchy",
        Phases =
        [
            Prepare("foundation", Changes("foundation")),
            Prepare("projection", Preset.With(Changes("projection"), new() { ["start"] = Foundation })),
            Phase(Curvature, new() { ["epochs"] = 40, ["evaluate.every"] = 5, ["optimizer.fresh"] = true, ["max.radius"] = 0.7, ["target.outer"] = 0.65 },
                ("c 0.5", new() { ["curvature"] = 0.5 }), ("c 1.0", []), ("c 2.0", new() { ["curvature"] = 2.0 }),
                ("latent 8", Scratch(8)), ("latent 16", []), ("latent 32", Scratch(32))),
            Phase(Weights, new() { ["epochs"] = 100, ["evaluate.every"] = 10, ["optimizer.fresh"] = true },
                ("baseline 5/2/3", []), ("high hierarchy 8/1/4", Terms(8, 1, 4)), ("high richness 3/4/2", Terms(3, 4, 2)), ("balanced 5/5/3", Terms(5, 5, 3)), ("extreme 10/0.5/5", Terms(10, 0.5, 5))),
            Phase(Schedules, new() { ["epochs"] = 60, ["evaluate.every"] = 3 },
                ("no schedule", []), ("early stop p10", new() { ["patience"] = 10 }), ("early stop p5", new() { ["patience"] = 5 }), ("cosine", new() { ["scheduler"] = "cosine" }),
                ("step decay", new() { ["scheduler"] = "step" }), ("plateau, early stop p8", new() { ["scheduler"] = "plateau", ["patience"] = 8 })),
            Phase(Rates, new() { ["epochs"] = 30, ["evaluate.every"] = 1, ["patience"] = 5 },
                ("lr 1e-4", Rate(1e-4)), ("lr 3e-4", Rate(3e-4)), ("lr 5e-4", []), ("lr 5e-4 again", []), ("lr 5e-4 once more", []), ("lr 1e-3", Rate(1e-3)),
                ("slow B", new() { ["train.b"] = 0.05 }), ("high hierarchy 8", new() { ["loss.level"] = 8.0 })),
            Phase(Stability, new() { ["epochs"] = 50, ["evaluate.every"] = 1, ["patience"] = 5, ["lr"] = 3e-4 }, [.. Enumerable.Range(1, 10).Select(Start)]),
            Phase(Extended, new() { ["epochs"] = 30, ["evaluate.every"] = 1, ["patience"] = 5, ["lr"] = 3e-4, ["max.radius"] = 0.95 }, [.. Enumerable.Range(11, 15).Select(Start)]),
            Phase(Investigation, [],
                ("scratch, decoder frozen", Preset.With(Changes("scratch"), Nothing)), ("scratch, decoder frozen, width 256", Preset.With(Changes("scratch"), Preset.With(Nothing, new() { ["projection.width"] = 256 }))),
                ("scratch, decoder trained", Preset.With(Changes("scratch"), Preset.With(Nothing, new() { ["train.decoder"] = 1.0 }))),
                ("base loaded whole", new() { ["start.load"] = TernarySettings.Strict, ["projection.dropout"] = 0.1, ["max.radius"] = 0.95 }),
                ("order instead of level means", new() { ["loss.level"] = 0.0, ["loss.richness"] = 0.0, ["loss.separation"] = 0.0, ["loss.order"] = 20.0 })),
        ],
    };

    // Of no run, with nothing frozen but what a configuration freezes.
    static Dictionary<string, object> Nothing => new() { ["start"] = "", ["start.load"] = TernarySettings.Strict, ["train.a"] = 1.0 };

    static Dictionary<string, object> Terms(double level, double richness, double separation) => new() { ["loss.level"] = level, ["loss.richness"] = richness, ["loss.separation"] = separation };

    static Dictionary<string, object> Rate(double rate) => new() { ["lr"] = rate };

    static Dictionary<string, object> Scratch(int latent) => new() { ["latent"] = latent, ["start"] = "", ["start.load"] = TernarySettings.Strict };

    static (string, Dictionary<string, object>) Start(int seed) => ($"start {seed}", new() { ["seed.start"] = seed });

    // All settings of a preset, over those of the preset that the sweep starts from.
    static Dictionary<string, object> Changes(string preset)
    {
        var study = TernarySettings.All.ToDictionary(setting => setting.Name, setting => setting.Default);
        Preset Find(string name) => TernaryPresets.All.Single(one => one.Name == name);
        return Preset.With(Find("original").Values.ToDictionary(entry => entry.Key, entry => study[entry.Key]), new(Find(preset).Values));
    }

    static SweepPhase Prepare(string name, Dictionary<string, object> values) => new() { Name = name, Configurations = [new(name, values)], Seeds = [1] };

    static SweepPhase Phase(string name, Dictionary<string, object> set, params (string Name, Dictionary<string, object> Values)[] configurations) => new()
    {
        Name = name, Set = Preset.With(FromBase, set), Configurations = [.. configurations.Select(one => new Configuration(one.Name, one.Values))], Seeds = Seeds,
    };
}
