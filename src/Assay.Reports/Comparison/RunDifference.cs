using System.Globalization;

namespace Assay.Reports;

/// <summary>Which settings differ between runs, and a short label for each run made of them.</summary>
sealed class RunDifference
{
    const int SettingsInLabel = 3;

    /// <param name="runs">The runs in order.</param>
    /// <param name="seeds">Whether labels name seeds where those differ.</param>
    public RunDifference(IReadOnlyList<ReportedRun> runs, bool seeds = true)
    {
        Settings = [.. runs.SelectMany(r => r.Record.Settings.Keys).Distinct()
            .Where(s => runs.Select(r => Value(r, s)).Distinct().Count() > 1)];
        seeds &= runs.Select(r => r.Record.Seed).Distinct().Count() > 1;
        var labels = runs.Select(r => Label(r, seeds)).ToList();
        Labels = Settings.Count is > 0 and <= SettingsInLabel || seeds
            ? labels.Distinct().Count() == labels.Count ? labels : [.. runs.Select((r, i) => $"{labels[i]} ({r.Record.Run})")]
            : [.. runs.Select(r => r.Record.Run)];
    }

    /// <summary>The names of the settings that differ, in the order of the first run that has them; the seed is not one of them.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>One label a run, each different.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>A run's value of a setting; a dash where it has none.</summary>
    public static string Value(ReportedRun run, string setting) =>
        run.Record.Settings.TryGetValue(setting, out var value) ? ConfigurationSection.Setting(value) : "–";

    string Label(ReportedRun run, bool seeds)
    {
        var parts = Settings.Count <= SettingsInLabel ? Settings.Select(s => $"{s} {Value(run, s)}").ToList() : [run.Record.Run];
        if (seeds) parts.Add("seed " + run.Record.Seed.ToString(CultureInfo.InvariantCulture));
        return string.Join(", ", parts);
    }
}
