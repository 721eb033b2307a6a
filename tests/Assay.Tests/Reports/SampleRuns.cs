using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

/// <summary>Invented runs that look like real ones.</summary>
static class SampleRuns
{
    static readonly int[] Tones = [1, 3, 5, 7];

    /// <summary>A run that learned its task and measured everything.</summary>
    public static ReportedRun Learned() => new(
        new RunRecord
        {
            Run = "frequency-20260102-030405-0a1b",
            Study = "frequency",
            Preset = "light",
            Status = RunStatus.Finished,
            Seed = 1,
            Settings = new()
            {
                ["hidden"] = 64.0,
                ["learningRate"] = 3e-3,
                ["protocol"] = "tbptt",
                ["noise.phase"] = 0.01,
                ["streams"] = 40.0,
                ["length"] = 50.0,
                ["clip"] = 1.0,
            },
            Command = ["train", "frequency", "--seed", "1"],
            Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Ended = new DateTimeOffset(2026, 1, 2, 3, 5, 2, TimeSpan.Zero),
            Seconds = 52.37,
            Steps = 24_000,
            Epochs = 60,
            Parameters = 18_241,
            Code = new CodeInfo("0.1.0", "0123456789abcdef0123456789abcdef01234567", false),
            Machine = new MachineInfo("Linux", ".NET 10.0.0", "An invented processor", 2, 2, "AVX-512", 4L << 30),
            Splits = new()
            {
                ["train"] = "40,000 rows, noise seed 1",
                ["test"] = "40,000 rows, noise seed 2, same targets",
                ["independent"] = "40,000 rows, random phases and selector order",
            },
            Metrics = Errors(0.003912, 0.003961, 0.004217, ("online/loss", 0.002871), ("train/loss", 0.002871)),
            Best = Errors(0.003102, 0.003155, 0.003391, ("step", 22_800), ("epoch", 57)),
            Baselines = new()
            {
                ["zero"] = Errors(0.5, 0.5, 0.5),
                ["lagged-input"] = Errors(0.4402, 0.4411, 0.4423),
                ["memoryless"] = Errors(0.2851, 0.2855, 0.2861),
                ["linear-filter"] = Errors(0.1178, 0.1192, 0.1201),
                ["clock-lstm"] = Errors(6.6e-5, 6.6e-5, 0.4987),
            },
            Ablations = new()
            {
                ["S zeroed"] = Errors(0.6123, 0.6131, 0.6142),
                ["S shuffled"] = Errors(0.5811, 0.5823, 0.5831),
                ["selector zeroed"] = Errors(0.4711, 0.4719, 0.4725),
                ["state reset at each row"] = Errors(0.3011, 0.3019, 0.3027),
            },
            Findings = [new Finding("frequency/shared-targets", Severity.Info,
                "Train and test share their targets.", "The targets of all 40000 rows are equal.", "Judge by the independent set.")],
            Verdict = "Learned: frozen test MSE 0.003961, 126 times below the zero predictor and 30 times below the best linear filter.",
        },
        RunStatus.Finished, Events(60, 400, 0.35, 0.0031), Waveforms());

    /// <summary>A run of full noise: online it looks like learning, frozen it is the zero predictor.</summary>
    public static ReportedRun NothingLearned(int hidden, double error) => new(
        new RunRecord
        {
            Run = $"frequency-20260102-040506-{hidden:x4}",
            Study = "frequency",
            Preset = "original",
            Status = RunStatus.Finished,
            Seed = 1,
            Settings = new() { ["hidden"] = (double)hidden, ["learningRate"] = 1e-4, ["protocol"] = "online", ["noise.phase"] = 1.0 },
            Seconds = 31,
            Steps = 2_000_000,
            Epochs = 50,
            Parameters = 4L * (7 * hidden + hidden * hidden) + hidden + 1,
            Metrics = Errors(error, error, error, ("online/loss", 0.376)),
            Best = Errors(error, error, error, ("step", 1_720_000), ("epoch", 43)),
            Baselines = new() { ["zero"] = Errors(0.5, 0.5, 0.5), ["clock-lstm"] = Errors(6.6e-5, 6.6e-5, 0.4987) },
            Ablations = new() { ["S zeroed"] = Errors(error, error, error) },
            Findings = [new Finding("frequency/nothing-learned", Severity.Error,
                "The frozen network is no better than zero.", "Frozen test MSE 0.5, zero predictor 0.5.", "Use less noise.")],
            Verdict = "Nothing was learned: the online loss follows the target by its updates.",
        },
        RunStatus.Finished, Events(50, 40_000, 0.41, error, online: 0.38));

    /// <summary>A run that has only begun: nearly everything is missing.</summary>
    public static ReportedRun Empty() => new(
        new RunRecord { Run = "frequency-20260102-050607-00ff", Study = "frequency", Status = RunStatus.Running }, RunStatus.Interrupted, []);

    /// <summary>Errors by metric name, with errors of single tones around the test error.</summary>
    static Dictionary<string, double> Errors(
        double train, double test, double independent, params (string Name, double Value)[] more)
    {
        var errors = new Dictionary<string, double> { ["train/mse"] = train, ["test/mse"] = test, ["independent/mse"] = independent };
        for (var i = 0; i < Tones.Length; i++) errors[$"test/mse/f{Tones[i]}"] = test * (0.4 + 0.4 * i);
        foreach (var (name, value) in more) errors[name] = value;
        return errors;
    }

    static List<RunEvent> Events(int epochs, int stepsPerEpoch, double start, double end, double? online = null)
    {
        var events = new List<RunEvent>();
        var random = new Random(5);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var wobble = 1 + 0.25 * (random.NextDouble() - 0.5);
            var error = start == end ? end : end + (start - end) * Math.Exp(-epoch / 8.0);
            events.Add(new RunEvent((long)epoch * stepsPerEpoch, epoch, epoch * 0.87,
            [
                ("online/loss", (online ?? error * 0.8) * wobble), ("train/mse", error * 0.98 * wobble), ("test/mse", error * wobble),
                ("independent/mse", error * 1.08 * wobble), ("lr", 3e-3 * (1 + Math.Cos(Math.PI * epoch / epochs)) / 2 + 1e-6),
                ("grad/norm", 0.4 * wobble + 1.0 / epoch), ("clip/rate", Math.Max(0, 0.6 - epoch * 0.02)), ("rate/rows", 920_000 * wobble),
                ("update/lstm.weight_ih_l0/ratio", 2e-3 / epoch), ("update/lstm.weight_hh_l0/ratio", 3e-3 / epoch),
                ("update/head.weight/ratio", 1e-3 / epoch),
                ("activation/lstm/saturated", 0.02 + 0.001 * epoch),
            ], epoch == 7 ? "the gradient norm rose tenfold" : null));
        }
        return events;
    }

    static SeriesSet Waveforms()
    {
        var random = new Random(9);
        var series = new List<Series>();
        for (var i = 0; i < Tones.Length; i++)
        {
            var (target, output, input) = (new float[1000], new float[1000], new float[1000]);
            for (var row = 0; row < 1000; row++)
            {
                double Tone(int f) => Math.Sin(2 * Math.PI * f * row / 1000);
                target[row] = (float)Tone(Tones[i]);
                output[row] = (float)(Tone(Tones[i]) * (1 - Math.Exp(-row / 20.0)) + 0.05 * (random.NextDouble() - 0.5));
                input[row] = (float)(Tones.Average(Tone) + 0.15 * (random.NextDouble() - 0.5));
            }
            series.Add(new Series($"test f{Tones[i]}", Tones[i], i * 10_000, target, output, input));
        }
        return new SeriesSet(1000, series);
    }
}
