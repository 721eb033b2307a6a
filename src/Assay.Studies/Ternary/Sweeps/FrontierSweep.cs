using Assay.Sweeps;

namespace Assay.Studies.Ternary;

/// <summary>Models of rising richness, to see what it costs them in hierarchy, beside what it must cost.</summary>
static class FrontierSweep
{
    /// <summary>The sweep.</summary>
    public static SweepPlan Plan => new()
    {
        Study = "ternary", Preset = "rich", Name = "frontier", Metric = "hierarchy", Watch = "hierarchy",
        Against = new TradeOff("richness", Goal.Maximize),
        Phases =
        [
            new SweepPhase
            {
                Name = "richness", Seeds = [1, 2, 3],
                Configurations =
                [
                    .. new[] { 0.02, 0.05, 0.1, 0.15, 0.2, 0.25 }.Select(fill => Of($"fill {fill}", new() { ["loss.spread.fill"] = fill })),
                    // Level 0 alone has the room; then levels may overlap for the sake of richness.
                    Of("room by size", new() { ["loss.bands.by-size"] = 1.0 }),
                    .. new[] { 3.0, 1.0, 0.3 }.Select(weight => Of($"bands {weight}", new() { ["loss.bands.by-size"] = 1.0, ["loss.bands"] = weight, ["loss.spread"] = 10.0 })),
                ],
            },
        ],
    };

    static Configuration Of(string name, Dictionary<string, object> values) => new(name, Preset.With(values, new() { ["select.richness"] = 0.0 }));
}
