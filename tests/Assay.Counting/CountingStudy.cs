using System.Globalization;
using System.Text;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Counting;

/// <summary>A study that only counts, slowly: its result tells whether every step was done once and in order, however often it was interrupted.</summary>
public sealed class CountingStudy : Study
{
    /// <inheritdoc/>
    public override string Name => "counting";

    /// <inheritdoc/>
    public override string Summary => "follows a chain of numbers";

    /// <inheritdoc/>
    public override JudgedMetric Judged { get; } = new("loss", 0);

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings { get; } =
    [
        new("x", 0.5, "where the chain begins") { Min = 0, Max = 1 },
        new("epochs", 10, "steps") { Min = 1, Max = 10_000 },
        new("pause", 10, "milliseconds of a step") { Min = 0, Max = 10_000 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } = [];

    /// <inheritdoc/>
    public override StudyPlan Plan(SettingValues settings, ulong seed) =>
        new(new Dictionary<string, string>(), [], 0, settings.Whole("epochs"), settings.Whole("epochs"), settings.Whole("epochs") * settings.Whole("pause") / 1000.0, 0);

    /// <inheritdoc/>
    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control)
    {
        var epochs = settings.Whole("epochs");
        var (epoch, state) = resume ? Read(run.Folder) : (0, Chain.Begin(settings.Number("x"), seed));
        while (epoch < epochs)
        {
            Thread.Sleep(settings.Whole("pause"));
            state = Chain.Next(state);
            run.Epoch = ++epoch;
            run.Log(epoch, ("loss", Chain.Loss(state)));
            run.Flush();
            AtomicFile.Write(Path.Combine(run.CheckpointsFolder, "last"), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{epoch} {state}")));
            if (control.Stop.IsCancellationRequested && epoch < epochs) return new TrainingOutcome(RunStatus.Stopped, $"stopped on request at epoch {epoch}");
        }

        run.Record.Metrics["loss"] = Chain.Loss(state);
        return new TrainingOutcome(RunStatus.Finished);
    }

    /// <inheritdoc/>
    public override (long Step, int Epoch, double Seconds) ResumePoint(RunReader run, string checkpoint = "last") => (Read(run.Folder).Epoch, Read(run.Folder).Epoch, run.Record.Seconds);

    /// <inheritdoc/>
    public override Evaluation Evaluate(RunReader run, string checkpoint) => throw new NotSupportedException("there is nothing to evaluate");

    /// <inheritdoc/>
    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) => ("", []);

    static (int Epoch, ulong State) Read(string folder)
    {
        var parts = File.ReadAllText(Path.Combine(folder, RunFiles.Checkpoints, "last")).Split(' ');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
