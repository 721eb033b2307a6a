namespace Assay.Studies.Ternary;

/// <summary>Named choices of the study's settings.</summary>
static class TernaryPresets
{
    // Codes and digits alone: what the original trained first.
    static readonly Dictionary<string, object> Foundation = new()
    {
        ["projection.dropout"] = 0.1, ["loss.geodesic"] = 0.0, ["loss.radial"] = 0.0, ["loss.order"] = 0.0,
    };

    // Projections on frozen codes, by the losses of the original's version 5.11.
    static readonly Dictionary<string, object> Projection = new()
    {
        ["projection.dropout"] = 0.1, ["train.a"] = 0.0, ["train.b"] = 0.0, ["train.decoder"] = 0.0, ["loss.kl"] = 0.0, ["loss.geodesic"] = 0.0, ["loss.radial"] = 2.0, ["loss.rank"] = 1.0, ["loss.order"] = 0.0,
        ["target.outer"] = 0.85, ["epochs"] = 50, ["evaluate.every"] = 5, ["lr"] = 1e-3, ["decay"] = 1e-3, ["select.coverage"] = 0.99,
    };

    // What all of the original's sweeps share: 577 numbers of one radius net learn, whatever else is called trainable.
    static readonly Dictionary<string, object> Original = new()
    {
        ["max.radius"] = 0.99, ["train.a"] = 0.0, ["train.decoder"] = 0.0, ["codes"] = "a", ["evaluate"] = TernarySettings.Drawn, ["loss.kl"] = 0.0, ["loss.geodesic"] = 0.0, ["loss.radial"] = 0.0, ["loss.order"] = 0.0,
        ["loss.level"] = 5.0, ["loss.richness"] = 2.0, ["loss.separation"] = 3.0, ["stratified"] = -1.0, ["lr"] = 5e-4, ["warmup"] = false, ["scheduler"] = "constant",
        ["epochs"] = 60, ["evaluate.every"] = 3, ["select.coverage"] = 0.99,
    };

    public static readonly IReadOnlyList<Preset> All =
    [
        new("rich", "full coverage, hierarchy at its ceiling and rich levels in one model", new Dictionary<string, object>
        {
            ["codes"] = "a", ["loss.geodesic"] = 0.0, ["loss.radial"] = 0.0, ["loss.bands"] = 40.0, ["loss.spread"] = 4.0, ["loss.order"] = 40.0, ["loss.order.margin"] = 0.01, ["loss.order.temperature"] = 0.005,
            ["epochs"] = 36, ["select.richness"] = 0.0075,
        }),
        new("structural", "wider and deeper projections: 149,149 parameters", new Dictionary<string, object> { ["projection.width"] = 128, ["projection.layers"] = 2 }),
        new("homeostasis", "controller, homeostasis and geodesic distances as the original's version 5.11 had them, on a run (start=RUN) of foundation with controller=true", new Dictionary<string, object>
        {
            ["controller"] = true, ["homeostasis"] = true, ["loss.geodesic"] = 1.0, ["loss.radial"] = 2.0, ["loss.rank"] = 1.0, ["loss.order"] = 0.0, ["epochs"] = 40, ["train.a"] = 0.05, ["train.b"] = 0.1, ["projection.dropout"] = 0.1,
        }),
        new("hyperbolic", "hyperbolic radii, learned curvatures, points decoded through their logarithms, as in the original's version 5.12", new Dictionary<string, object>
        {
            ["curvature.learned"] = true, ["radius"] = TernarySettings.Hyperbolic, ["decode"] = TernarySettings.Point, ["loss.kl"] = 5e-4, ["loss.geodesic"] = 0.3, ["loss.geodesic.rise"] = 0.7, ["epochs"] = 60,
        }),
        new("foundation", "codes and digits alone, no geometry: a model to start others from", Foundation),
        new("projection", "projections on the frozen codes of a run (start=RUN), with the losses of the original's version 5.11", Projection),
        new("original", "the loss, freezing and evaluation of the original's sweeps, on a run (start=RUN)", Original),
        new("scratch", "the original's training from scratch, its decoder frozen at random weights", new Dictionary<string, object>
        {
            ["train.decoder"] = 0.0, ["codes"] = "a", ["loss.kl"] = 0.0, ["loss.geodesic"] = 0.0, ["loss.radial"] = 0.0, ["loss.order"] = 0.0, ["loss.level"] = 5.0, ["loss.separation"] = 3.0, ["lr"] = 1e-3,
            ["stratified"] = -1.0, ["warmup"] = false, ["scheduler"] = "plateau", ["scheduler.patience"] = 3, ["epochs"] = 50, ["evaluate.every"] = 5,
        }),
    ];
}
