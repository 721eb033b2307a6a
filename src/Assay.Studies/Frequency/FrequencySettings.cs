namespace Assay.Studies.Frequency;

/// <summary>The settings of the study and its presets.</summary>
static class FrequencySettings
{
    const long LargestWindow = 1L << 28;

    public const string Online = "online", Tbptt = "tbptt";
    public const string Continuous = "continuous", Restarting = "restarting";

    public static readonly IReadOnlyList<Setting> All =
    [
        new("noise.phase", 0.01, "phase noise of each sample as a fraction of 2 pi: 1 is the assignment, 0.01 the light variant") { Min = 0, Max = 1 },
        new("hidden", 64, "hidden units of the LSTM") { Min = 1, Max = 4096 },
        new("memory", 100.0, "longest time constant that the forget gates start with, in rows; 0 for PyTorch's initial values") { Min = 0, Max = 1e6 },
        new("protocol", Tbptt, "online: one row an update, in file order, as the original; tbptt: parallel streams, windows of several rows")
        {
            Choices = [Online, Tbptt],
        },
        new("streams", 40, "parallel streams (tbptt)") { Min = 1, Max = 10_000 },
        new("bptt", 50, "rows of back-propagation through time (tbptt)") { Min = 1, Max = 10_000 },
        new("segments", Continuous, "continuous: time runs on while the selector changes; restarting: each segment starts at time 0 and they grow longer (tbptt)")
        {
            Choices = [Continuous, Restarting],
        },
        new("segment.shortest", 50, "rows of the shortest segment (tbptt)") { Min = 1, Max = 10_000 },
        new("segment.longest", 1500, "rows of the longest segment (tbptt)") { Min = 1, Max = 10_000 },
        new("segment.grown", 0.6, "share of the training after which restarting segments have reached their longest") { Min = 0.01, Max = 1 },
        new("restart", 20_000, "rows after which a stream starts anew from a zero state, on average; 0 for never (tbptt)") { Min = 0, Max = 1_000_000_000 },
        new("epochs", 12, "epochs") { Min = 1, Max = 1_000_000 },
        new("passes", 50, "passes over 40,000 rows in an epoch (tbptt; an online epoch is one)") { Min = 1, Max = 1_000_000 },
        new("lr", 3e-3, "learning rate of Adam") { Min = 1e-12 },
        new("lr.schedule", "cosine", "how the rate falls to lr.end over the training") { Choices = ["constant", "cosine", "exponential"] },
        new("lr.end", 0.01, "last learning rate as a share of the first") { Min = 0, Max = 1 },
        new("lr.warmup", 0.02, "share of the training over which the rate rises from zero") { Min = 0, Max = 0.5 },
        new("average", 0.0, "half-life of the moving average of the weights that is judged, as a share of the training; 0 for none") { Min = 0, Max = 1 },
        new("clip", 1.0, "largest global norm of the gradient") { Min = 1e-9 },
    ];

    public static readonly IReadOnlyList<Preset> Presets =
    [
        new("light", "light noise, 18,241 parameters: below 0.005 in well under a minute (the default)", new Dictionary<string, object>()),
        new("long", "the same for longer: below 0.001", new Dictionary<string, object> { ["epochs"] = 45, ["bptt"] = 100, ["streams"] = 20 }),
        new("original", "the assignment as it was first run: full noise, one row an update, lr 1e-4; learns nothing", Original(20)),
        new("capacity", "the original with 64, 128 and 256 hidden units: width changes nothing", Original(4))
        {
            Members =
            [
                new Dictionary<string, object> { ["hidden"] = 64 },
                new Dictionary<string, object> { ["hidden"] = 128 },
                new Dictionary<string, object> { ["hidden"] = 256 },
            ],
        },
        new("clock", "full noise, where the signal says nothing: the network grows a clock of its own", new Dictionary<string, object>
        {
            ["noise.phase"] = 1.0, ["memory"] = 30.0, ["segments"] = Restarting, ["streams"] = 16, ["bptt"] = 200,
            ["segment.shortest"] = 250, ["segment.longest"] = 10_000, ["segment.grown"] = 0.6, ["restart"] = 20_000, ["epochs"] = 50, ["passes"] = 80,
            ["lr"] = 2e-3, ["lr.schedule"] = "exponential", ["lr.end"] = 0.002, ["average"] = 0.01, ["clip"] = 0.1,
        }),
    ];

    public static void Check(SettingValues settings)
    {
        int shortest = settings.Whole("segment.shortest"), longest = settings.Whole("segment.longest");
        if (longest < shortest) throw new ArgumentException($"setting 'segment.longest' is {longest}; needed: at least segment.shortest, {shortest}");
        var memory = settings.Number("memory");
        if (memory is > 0 and <= 1.5) throw new ArgumentException($"setting 'memory' is {memory}; needed: 0 (off) or more than 1.5 rows");
        if (settings.Text("protocol") == Online) return;
        int streams = settings.Whole("streams"), bptt = settings.Whole("bptt"), hidden = settings.Whole("hidden");
        // The gates of all steps of a window stand in memory until its backward pass.
        var gates = 4L * hidden * streams * bptt;
        if (gates > LargestWindow)
            throw new ArgumentException($"streams {streams} x bptt {bptt} x hidden {hidden} needs {gates * 4 / (1 << 20):N0} MiB for the gates of one window; needed: at most {LargestWindow * 4 / (1 << 20):N0} MiB");
    }

    static Dictionary<string, object> Original(int epochs) => new()
    {
        ["noise.phase"] = 1.0, ["protocol"] = Online, ["memory"] = 0.0, ["epochs"] = epochs,
        ["lr"] = 1e-4, ["lr.schedule"] = "constant", ["lr.warmup"] = 0.0,
    };
}
