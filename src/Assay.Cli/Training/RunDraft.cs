using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>What a new run is made from.</summary>
sealed record RunDraft(Study Study, SettingValues Settings, long Seed, IReadOnlyList<string> Command)
{
    /// <summary>The seeds of the trainings that it stands for, where there are several.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [];

    /// <summary>The record a run starts with: what was asked, which code, which machine.</summary>
    public RunRecord Record()
    {
        var record = Study.Draft(Settings, Seed, Command);
        record.Seeds = [.. Seeds];
        return record;
    }
}
