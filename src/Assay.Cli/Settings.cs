using Assay.Studies;

namespace Assay.Cli;

/// <summary>Settings as a command line gives them.</summary>
static class Settings
{
    /// <summary>Defaults, changed by a preset and by <c>name=value</c> texts.</summary>
    /// <exception cref="UsageException">A name or value is not the study's; the message has the nearest name.</exception>
    public static SettingValues Resolve(Study study, string? preset, IReadOnlyList<string> assignments)
    {
        var presets = study.Presets.Select(p => p.Name).ToList();
        if (preset is not null && !presets.Contains(preset))
            throw new UsageException($"study '{study.Name}' has no preset '{preset}'{Nearest.Suggest(preset, presets)}; there are: {string.Join(", ", presets)}");
        var names = study.Settings.Select(setting => setting.Name).ToList();
        foreach (var name in assignments.Where(a => a.IndexOf('=') > 0).Select(a => a[..a.IndexOf('=')].Trim()))
        {
            if (!names.Contains(name))
                throw new UsageException($"study '{study.Name}' has no setting '{name}'{Nearest.Suggest(name, names)}; 'assay train {study.Name} --help' lists them");
        }

        return UsageException.Check(() => SettingValues.Resolve(study, preset, assignments));
    }
}
