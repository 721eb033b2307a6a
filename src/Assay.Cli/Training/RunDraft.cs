using Assay.Runs;
using Assay.Studies;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>What a new run is made from.</summary>
sealed record RunDraft(Study Study, SettingValues Settings, long Seed, IReadOnlyList<string> Command)
{
    /// <summary>The seeds of the trainings that it stands for, where there are several.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [];

    /// <summary>The record a run starts with: what was asked, which code, which machine.</summary>
    public RunRecord Record() => new()
    {
        Study = Study.Name,
        Preset = Settings.Preset?.Name,
        Seed = Seed,
        Seeds = [.. Seeds],
        Judged = Study.Judged,
        Settings = Settings.All.ToDictionary(pair => pair.Key, pair => (object?)pair.Value),
        Command = [.. Command],
        Code = CodeInfo.Capture(),
        Machine = MachineInfo.Capture(Compute.Threads, Compute.Vector),
    };
}
