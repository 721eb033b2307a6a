namespace Assay.Studies.Poetry;

/// <summary>Named choices of the study's settings.</summary>
static class PoetryPresets
{
    // As the originals were: a code from the last state to the first, words fed back, windows where they were cut.
    static readonly Dictionary<string, object> Original = new()
    {
        ["positional"] = 0, ["feedback"] = true, ["components"] = false, ["bidirectional"] = false, ["batchnorm"] = true, ["crops"] = false,
        ["loss.share"] = 0.1, ["epochs"] = 30, ["batch"] = 16, ["lr"] = 1e-3,
    };

    static readonly Dictionary<string, object> Production = new()
    {
        ["cell"] = "lstm", ["hidden"] = 512, ["bottleneck"] = 128, ["layers"] = 2, ["dropout"] = 0.2, ["loss"] = PoetrySettings.Hybrid, ["teaching"] = 0.9,
        ["attend"] = "encoder", ["heads"] = 8, ["lr"] = 1e-3, ["batch"] = 32,
    };

    // Fifteen of these in a replication with five seeds: half as wide and fewer epochs, so that they end within an hour.
    static readonly Dictionary<string, object> Halved = Preset.With(Production, new() { ["hidden"] = 256, ["epochs"] = 12, ["batch"] = 16 });

    static readonly int[] Widths = [8, 12, 16, 20, 24, 64, 128], Budgets = [16, 32, 64, 128, 256, 512, 1024];

    public static readonly IReadOnlyList<Preset> All =
    [
        Size("tiny", "LSTM 128, code 16", 128, 16, 1, 0.05),
        Size("small", "LSTM 256, code 32", 256, 32, 1, 0.1),
        Size("medium", "LSTM 512, code 64", 512, 64, 1, 0.1),
        Size("large", "two LSTMs of 768, code 96", 768, 96, 2, 0.15),
        Size("xlarge", "two LSTMs of 1024, code 128", 1024, 128, 2, 0.2),
        new("research", "LSTM 512 in both directions, code 20, attention to slots made of it", Preset.With(Original, new()
        {
            ["hidden"] = 512, ["bottleneck"] = 20, ["bidirectional"] = true, ["attend"] = "latent",
        })),
        new("copy", "attention of 8 heads to the encoder copies what was read; not a compressor", new Dictionary<string, object>
        {
            ["attend"] = "encoder", ["heads"] = 8, ["positions"] = "both", ["residual"] = true, ["components"] = false, ["positional"] = 0, ["loss.share"] = 0.1,
            ["batch"] = 16, ["lr"] = 1e-3, ["epochs"] = 12,
        }),
        new("baseline", "the first original: a plain net of 64, code 16, squared error", Preset.With(Original, Plain(64, 16))),
        new("scaled", "the baseline widened to 512: codes of 16 and of 64", Preset.With(Original, Plain(512, 64)))
        {
            Members = [new Dictionary<string, object> { ["bottleneck"] = 16 }, new Dictionary<string, object> { ["bottleneck"] = 64 }],
        },
        new("production", "the last original: two LSTMs of 512, code 128, attention to the encoder; not a compressor", Preset.With(Original, Production)),
        new("replication", "what width, code, loss and attention of the originals each change; with --seeds 5, intervals", Original)
        {
            Members =
            [
                Plain(64, 16), Plain(512, 16), Plain(512, 64),
                Preset.With(Halved, new() { ["attend"] = "none", ["loss"] = PoetrySettings.Mse }), Preset.With(Halved, new() { ["attend"] = "none" }), Halved,
            ],
        },
        new("bottleneck", "codes of 8 to 128 floats, three kinds of net, in one direction and in both", new Dictionary<string, object> { ["hidden"] = 128, ["epochs"] = 15 })
        {
            Members = [.. from width in Widths from cell in new[] { "rnn", "lstm", "gru" } from both in new[] { false, true }
                select new Dictionary<string, object> { ["bottleneck"] = width, ["cell"] = cell, ["bidirectional"] = both }],
        },
        new("budgets", "the default with codes of 16 to 1,024 floats, beside principal components of as many", new Dictionary<string, object>())
        {
            Members = [.. Budgets.Select(floats => new Dictionary<string, object> { ["bottleneck"] = floats })],
        },
    ];

    static Preset Size(string name, string summary, int hidden, int bottleneck, int layers, double dropout) =>
        new(name, summary, Preset.With(Original, new() { ["hidden"] = hidden, ["bottleneck"] = bottleneck, ["layers"] = layers, ["dropout"] = dropout }));

    // The first original's net, its recipe as it was.
    static Dictionary<string, object> Plain(int hidden, int bottleneck) => new()
    {
        ["cell"] = "rnn", ["hidden"] = hidden, ["bottleneck"] = bottleneck, ["loss"] = PoetrySettings.Mse, ["curriculum"] = Curriculum.FourPhases,
        ["lr"] = hidden > 64 ? 2.5e-4 : 1e-3,
    };
}
