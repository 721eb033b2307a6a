namespace Assay.Studies.Ternary;

/// <summary>Named choices of the study's settings.</summary>
static class TernaryPresets
{
    public static readonly IReadOnlyList<Preset> All =
    [
        new("rich", "full coverage, hierarchy at its ceiling and rich levels in one model", new Dictionary<string, object>
        {
            ["loss.radial"] = 0.0, ["loss.bands"] = 10.0, ["loss.spread"] = 2.0, ["loss.order.margin"] = 0.01, ["loss.order.temperature"] = 0.005, ["epochs"] = 30,
            ["select.richness"] = 0.007, ["lr"] = 5e-3,
        }),
    ];
}
