using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>What a new run is made from.</summary>
sealed record RunDraft(Study Study, SettingValues Settings, long Seed, IReadOnlyList<string> Command)
{
    /// <summary>The record a run starts with: what was asked, which code, which machine.</summary>
    public RunRecord Record() => Study.Draft(Settings, Seed, Command);
}
