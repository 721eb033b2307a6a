using System.Text;
using System.Text.Json.Serialization;

namespace Assay.Runs;

/// <summary>
/// What <c>run.json</c> holds: who, when, with which settings, how it ended and what came out. Plain data; numbers are
/// double and NaN and infinities survive the file. docs/run-format.md describes every field.
/// </summary>
public sealed class RunRecord
{
    /// <summary>The format this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; set; } = CurrentFormat;

    /// <summary>Id of the run and name of its folder; filled by <see cref="RunStore.Create"/>.</summary>
    public string Run { get; set; } = "";

    /// <summary>Study, in lower-case letters, digits and hyphens.</summary>
    public required string Study { get; set; }

    /// <summary>Preset the settings started from, or null.</summary>
    public string? Preset { get; set; }

    /// <summary>How the run stands as stored; readers should ask <see cref="RunReader.Status"/>.</summary>
    public RunStatus Status { get; set; }

    /// <summary>Why it stopped, diverged or failed: which tensor, which step, which error.</summary>
    public string? Reason { get; set; }

    /// <summary>Seed of everything random in the run.</summary>
    public long Seed { get; set; }

    /// <summary>Seeds of the runs this one is made of, where it repeats a training; empty otherwise.</summary>
    public List<long> Seeds { get; set; } = [];

    /// <summary>The metric that judges the run; null in records of older versions, where it is a mean squared error.</summary>
    public JudgedMetric? Judged { get; set; }

    /// <summary>Every setting by name: text, bool, a number (read back as double) or null.</summary>
    [JsonConverter(typeof(SettingsConverter))]
    public Dictionary<string, object?> Settings { get; set; } = [];

    /// <summary>Arguments of the command that made the run.</summary>
    public List<string> Command { get; set; } = [];

    /// <summary>When the run was created (UTC).</summary>
    public DateTimeOffset Started { get; set; }

    /// <summary>When this record was last written (UTC).</summary>
    public DateTimeOffset Updated { get; set; }

    /// <summary>When the run ended (UTC), or null.</summary>
    public DateTimeOffset? Ended { get; set; }

    /// <summary>Seconds of training.</summary>
    public double Seconds { get; set; }

    /// <summary>Optimizer updates done.</summary>
    public long Steps { get; set; }

    /// <summary>Optimizer updates that the whole training takes; 0 where nobody said.</summary>
    public long PlannedSteps { get; set; }

    /// <summary>Passes over the training data done.</summary>
    public int Epochs { get; set; }

    /// <summary>Trainable numbers in the model.</summary>
    public long Parameters { get; set; }

    /// <summary>How often the run was resumed.</summary>
    public int Resumes { get; set; }

    /// <summary>When, from where and with which schedule, in their order.</summary>
    public List<RunResumption> Resumptions { get; set; } = [];

    /// <summary>Version and commit.</summary>
    public CodeInfo? Code { get; set; }

    /// <summary>Where it ran.</summary>
    public MachineInfo? Machine { get; set; }

    /// <summary>The process that writes or wrote it.</summary>
    public ProcessMark? Process { get; set; }

    /// <summary>What each split is made of, in words.</summary>
    public Dictionary<string, string> Splits { get; set; } = [];

    /// <summary>Final value by metric name.</summary>
    public Dictionary<string, double> Metrics { get; set; } = [];

    /// <summary>Values at the best checkpoint by metric name, plus <c>step</c> and <c>epoch</c>.</summary>
    public Dictionary<string, double> Best { get; set; } = [];

    /// <summary>For each baseline, its values by the same metric names.</summary>
    public Dictionary<string, Dictionary<string, double>> Baselines { get; set; } = [];

    /// <summary>For each ablation, its values by the same metric names.</summary>
    public Dictionary<string, Dictionary<string, double>> Ablations { get; set; } = [];

    /// <summary>What probes measured, by the names of <see cref="Vitals"/>; empty where none was made.</summary>
    public Dictionary<string, double> Probes { get; set; } = [];

    /// <summary>What was noticed about the run.</summary>
    public List<Finding> Findings { get; set; } = [];

    /// <summary>The result in words.</summary>
    public string? Verdict { get; set; }

    /// <summary>Ids of the runs this one is made of, for comparisons.</summary>
    public List<string> Children { get; set; } = [];

    /// <summary>The record as <c>run.json</c> holds it.</summary>
    public string ToJson() => Encoding.UTF8.GetString(RunJson.Write(this));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is no record.</exception>
    public static RunRecord FromJson(string json, string name) => RunJson.ParseRecord(Encoding.UTF8.GetBytes(json), name);
}
