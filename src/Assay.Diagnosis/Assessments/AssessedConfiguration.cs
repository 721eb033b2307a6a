using System.Globalization;

namespace Assay.Diagnosis;

/// <summary>How a run was made, in the few lines that a summary has room for.</summary>
static class AssessedConfiguration
{
    static readonly string[] Essential = ["lr", "epochs", "batch", "hidden", "clip"];

    public static IReadOnlyList<(string Name, string Text)> Of(Trace trace, TrainBasis? basis)
    {
        var record = trace.Record;
        var lines = new List<(string, string)>
        {
            record.Study.Length == 0 ? ("Study", "none: the log of another program")
                : ("Study", $"{record.Study}{(record.Preset is null ? "" : $", preset {record.Preset}")}, seed {record.Seed.ToString(CultureInfo.InvariantCulture)}"),
        };
        if (record.Parameters > 0) lines.Add(("Parameters", Digits.Count(record.Parameters)));
        List<string> done = [];
        if (record.Epochs > 0) done.Add($"{Digits.Count(record.Epochs)} epochs");
        if (record.Steps > 0 || record.Epochs == 0) done.Add($"{Digits.Count(Math.Max(record.Steps, trace.Step))} updates");
        lines.Add(("Done", string.Join(", ", done) + (record.Seconds > 0 ? $" in {Digits.Of(record.Seconds)} s" : "")));
        var settings = record.Settings
            .Where(setting => Essential.Contains(setting.Key) || basis is null || !SettingChange.Same(setting.Value, basis.Settings.GetValueOrDefault(setting.Key)))
            .Select(setting => $"{setting.Key} {(setting.Value is null or "" ? "none" : TrainCommand.Text(setting.Value))}").ToList();
        if (settings.Count > 0) lines.Add(("Settings", string.Join(", ", settings)));
        foreach (var (name, text) in record.Splits) lines.Add(($"Split {name}", text));
        return lines;
    }
}
