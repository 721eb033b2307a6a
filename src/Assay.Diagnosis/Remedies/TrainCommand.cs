using System.Globalization;
using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The command that trains a run again, with some settings changed.</summary>
public static class TrainCommand
{
    /// <summary>The command line; null where the record does not come from a training of a study.</summary>
    /// <param name="record">The run; its study, preset, settings and seed are carried over.</param>
    /// <param name="settings">All settings to train with.</param>
    /// <param name="basis">
    /// What a bare command begins with. Without it those settings are named that the run's own command named or that differ from the
    /// run's, and all of them where the run is one of several that a command made.
    /// </param>
    public static string? Of(RunRecord record, IReadOnlyDictionary<string, object?> settings, TrainBasis? basis = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(settings);
        if (record.Study.Length == 0 || record.Settings.Count == 0) return null;
        var plain = IsPlain(record);
        var preset = basis is not null ? basis.Preset : plain ? record.Preset : null;
        var parts = new List<string> { "./assay train", record.Study };
        if (preset is not null) parts.Add($"--preset {Quoted(preset)}");
        var named = Named(record);
        foreach (var (name, value) in settings)
        {
            var needed = basis is not null ? !(basis.Settings.TryGetValue(name, out var first) && SettingChange.Same(first, value))
                : !plain || named.Contains(name) || !SettingChange.Same(record.Settings.GetValueOrDefault(name), value);
            if (needed) parts.Add($"--set {Quoted($"{name}={Text(value)}")}");
        }

        parts.Add(string.Create(CultureInfo.InvariantCulture, $"--seed {record.Seed}"));
        if (After(record, "--runs") is { } runs) parts.Add($"--runs {Quoted(runs)}");
        return string.Join(' ', parts);
    }

    /// <summary>A setting's value as a user types it.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // A command that makes one run, whose settings follow from its own words.
    static bool IsPlain(RunRecord record) => record.Command is ["assay", "train", ..] && !record.Command.Contains("--seeds")
        && After(record, "--preset") == record.Preset;

    static string? After(RunRecord record, string flag)
    {
        var at = record.Command.IndexOf(flag);
        return at >= 0 && at + 1 < record.Command.Count ? record.Command[at + 1] : null;
    }

    static HashSet<string> Named(RunRecord record) =>
        [.. record.Command.Zip(record.Command.Skip(1)).Where(pair => pair.First == "--set").Select(pair => pair.Second.Split('=')[0].Trim())];

    static string Quoted(string text) => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || "-_./=,:+@".Contains(c, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
