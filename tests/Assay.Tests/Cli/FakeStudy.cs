using System.Globalization;
using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;

namespace Assay.Tests.Cli;

/// <summary>A study whose loss is 1 / (1 + step), so that every number it reports is known beforehand.</summary>
sealed class FakeStudy : Study
{
    const int StepsPerEpoch = 10;

    /// <summary>Called before each step with its number; a test interrupts or delays training here.</summary>
    public Action<long> BeforeStep { get; init; } = _ => { };

    /// <summary>The step before which training waits until it is asked to stop.</summary>
    public long WaitForStopAt { get; init; } = -1;

    /// <summary>What runs of this study write with.</summary>
    public TextModel? TextModel { get; init; }

    public override string Name => "fake";

    public override string Summary => "Counts steps";

    public override IReadOnlyList<string> MetricNames => ["test/mse", "online/loss"];

    public override IReadOnlyList<NamedSweep> Sweeps { get; } =
    [
        new(new SweepPlan
        {
            Study = "fake", Name = "lengths", Metric = "test/mse", Watch = "online/loss",
            Phases = [new SweepPhase { Name = "few", Configurations = [new Configuration("one", new Dictionary<string, object> { ["epochs"] = 1 }), new Configuration("two", new Dictionary<string, object> { ["epochs"] = 2 })], Seeds = [1, 2] }],
        }, "One epoch against two")
        {
            Conclude = results => [new Finding("fake/longer", Severity.Info, "Longer is better.", $"{results.Trials.Count} trials")],
        },
    ];

    public override IReadOnlyList<Setting> Settings { get; } =
    [
        new("epochs", 3, "Passes over nothing") { Min = 1, Max = 1000 },
        new("model.width", 8, "Width of nothing") { Min = 1, Max = 64 },
        new("rate", 0.5, "Learning rate; above 100 the loss is not a number") { Min = 0 },
        new("protocol", "online", "How to count") { Choices = ["online", "tbptt", "broken", "rising"] },
        new("shuffle", false, "Whether to shuffle"),
    ];

    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new("short", "One epoch", new Dictionary<string, object> { ["epochs"] = 1 }),
        new("widths", "Compares two widths", new Dictionary<string, object> { ["epochs"] = 2 })
        {
            Members = [new Dictionary<string, object> { ["model.width"] = 4 }, new Dictionary<string, object> { ["model.width"] = 16 }],
        },
    ];

    public override StudyPlan Plan(SettingValues settings, ulong seed) => new(
        new Dictionary<string, string> { ["train"] = $"10 rows, seed {seed}" },
        [("encoder.weight", [settings.Whole("model.width"), 5])],
        5 * settings.Whole("model.width"),
        settings.Whole("epochs"),
        settings.Whole("epochs") * StepsPerEpoch,
        0.25,
        4096);

    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control)
    {
        if (settings.Text("protocol") == "broken") throw new InvalidDataException("the data of study 'fake' is broken");
        var steps = (long)settings.Whole("epochs") * StepsPerEpoch;
        run.Record.Parameters = 5 * settings.Whole("model.width");
        run.Record.Splits["train"] = $"10 rows, seed {seed}";
        for (var step = resume ? ReadCheckpoint(run.Folder) : 0; step < steps; step++)
        {
            BeforeStep(step);
            if (step == WaitForStopAt && !control.Stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(30))) throw new TimeoutException("nobody stopped training");
            if (settings.Number("rate") > 100 && step == 5) return new TrainingOutcome(RunStatus.Diverged, "parameter 'encoder.weight' is NaN at step 5");
            run.Epoch = (int)(step / StepsPerEpoch) + 1;
            var loss = Loss(step + 1);
            run.Log(step + 1, ("online/loss", settings.Text("protocol") == "rising" ? step + 1 : Loss(step)), ("test/mse", loss));
            control.Progress?.Invoke(new TrainingProgress("training", run.Epoch, settings.Whole("epochs"), step + 1, steps, 1000, run.Seconds, 1,
                [("online/loss", Loss(step)), ("test/mse", loss), ("lr", settings.Number("rate"))], step == 3 ? "the loss is a fraction" : null));
            if (!control.Stop.IsCancellationRequested) continue;
            WriteCheckpoint(run.Folder, step + 1);
            return new TrainingOutcome(RunStatus.Stopped);
        }

        WriteCheckpoint(run.Folder, steps);
        File.Copy(Path.Combine(run.CheckpointsFolder, "last"), Path.Combine(run.CheckpointsFolder, "best"), overwrite: true);
        run.Record.Metrics["test/mse"] = Loss(steps);
        run.Record.Best = new Dictionary<string, double> { ["test/mse"] = Loss(steps), ["step"] = steps, ["epoch"] = run.Epoch };
        run.Record.Baselines["zero"] = new Dictionary<string, double> { ["test/mse"] = 0.5 };
        run.Record.Ablations["state"] = new Dictionary<string, double> { ["test/mse"] = double.NaN };
        run.Record.Findings.Add(new Finding("fake/counted", Severity.Warning, "It only counted.", $"{steps} steps", "Train something."));
        // Five rows of which four are shared by neighbouring seeds; wider models do better on each by a little.
        new ItemScores("row", "test", [.. Enumerable.Range(0, 5).Select(row => $"row {(long)seed + row}")],
            new Dictionary<string, double[]> { ["test/mse"] = [.. Enumerable.Range(0, 5).Select(row => Loss(steps) + (0.01 * row) - (0.001 * settings.Whole("model.width")))] },
            new Dictionary<string, IReadOnlyDictionary<string, double[]>> { ["zero"] = new Dictionary<string, double[]> { ["test/mse"] = [0.5, 0.5, 0.6, 0.5, 0.5] } })
            .Write(run.Folder);
        run.Record.Verdict = $"Counted to {steps}.";
        return new TrainingOutcome(RunStatus.Finished);
    }

    public override Evaluation Evaluate(RunReader run, string checkpoint) => new(
        checkpoint,
        ReadCheckpoint(run.Folder),
        run.Record.Parameters,
        new Dictionary<string, double> { ["test/mse"] = Loss(ReadCheckpoint(run.Folder)) },
        new Dictionary<string, Dictionary<string, double>> { ["zero"] = new() { ["test/mse"] = 0.5 } },
        new Dictionary<string, Dictionary<string, double>>());

    public override TextModel? OpenTextModel(RunReader run) => TextModel;

    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) =>
        ($"{members.Count} widths count alike.", []);

    public override (long Step, int Epoch, double Seconds) ResumePoint(RunReader run, string checkpoint = "last")
    {
        var step = ReadCheckpoint(run.Folder);
        return (step, (int)(step / StepsPerEpoch), run.Record.Seconds);
    }

    static double Loss(long step) => 1.0 / (1 + step);

    static void WriteCheckpoint(string folder, long step) =>
        AtomicFile.Write(Path.Combine(folder, RunFiles.Checkpoints, "last"), stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(step.ToString(CultureInfo.InvariantCulture))));

    static long ReadCheckpoint(string folder) =>
        long.Parse(File.ReadAllText(Path.Combine(folder, RunFiles.Checkpoints, "last")), CultureInfo.InvariantCulture);
}
