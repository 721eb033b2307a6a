namespace Assay.Studies.NextVector;

/// <summary>Named choices of the study's settings.</summary>
static class NextVectorPresets
{
    static readonly string[] Models = ["lstm", "gru", "transformer", "mixture"];

    // The recipe of the original: a constant rate that is halved on a plateau, no warm-up, no early stop.
    static readonly Dictionary<string, object> Original = new()
    {
        ["hidden"] = 512, ["lr"] = 5e-4, ["decay"] = 0.01, ["batch"] = 32, ["epochs"] = 20, ["scheduler"] = "plateau", ["scheduler.patience"] = 3, ["warmup"] = false,
        ["patience"] = 0, ["clip"] = 1.0, ["dropout"] = -1.0, ["loss"] = NextVectorSettings.Mse,
    };

    // As many vectors as the original had, in as many documents; all but a few of them train, so that there are as many training windows.
    static readonly Dictionary<string, object> OriginalScale = Preset.With(Original, new()
    {
        ["batch"] = 128, ["stream.width"] = 768, ["stream.documents"] = 1032, ["stream.vectors"] = 80_634, ["windows"] = 72_566, ["split.valid"] = 0.015, ["split.test"] = 0.02,
    });

    public static readonly IReadOnlyList<Preset> All =
    [
        new("suite", "all four networks beside all baselines; with --seeds 5, intervals", new Dictionary<string, object>()) { Members = Each(Models) },
        new("original", "the original's recipe (plateau, no warm-up, no early stop) on the embedded stream, all four networks", Preset.With(Original, new() { ["hidden"] = 128, }))
        {
            Members = Each(Models),
        },
        new("original-scale", "80,634 vectors of 768, 72,566 training windows, 20 epochs in batches of 128, the four networks in full width", OriginalScale) { Members = Each(Models) },
        new("losses", "squared error, cosine, InfoNCE and both mixed, each judged by cosine and by retrieval", new Dictionary<string, object>())
        {
            Members = [.. new[] { NextVectorSettings.Mse, NextVectorSettings.Cosine, NextVectorSettings.InfoNce, NextVectorSettings.Mixed }
                .Select(loss => new Dictionary<string, object> { ["loss"] = loss })],
        },
        new("query", "without and with a query that says where the document goes", new Dictionary<string, object>())
        {
            Members = [new Dictionary<string, object> { ["query"] = false }, new Dictionary<string, object> { ["query"] = true }],
        },
    ];

    static IReadOnlyList<IReadOnlyDictionary<string, object>> Each(string[] models) => [.. models.Select(model => new Dictionary<string, object> { ["model"] = model })];
}
