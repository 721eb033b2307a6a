using System.Globalization;

namespace Assay.Reports;

/// <summary>How a run was made: its settings, its data, its machine and its code.</summary>
static class ConfigurationSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Configuration");
        var record = run.Record;
        if (record.Command.Count > 0) document.Code(string.Join(' ', record.Command.Select(Quote)));
        var rows = new List<IReadOnlyList<string>>
        {
            new[] { "study", record.Study },
            new[] { "preset", record.Preset ?? "none" },
            new[] { "seed", record.Seed.ToString(CultureInfo.InvariantCulture) },
        };
        rows.AddRange(record.Settings.Select(s => (IReadOnlyList<string>)[s.Key, Setting(s.Value)]));
        document.Table([new Column("Setting"), new Column("Value")], rows);
        if (record.Settings.Count == 0) Missing.Write(document, "The record holds no settings.");

        document.Heading("Data splits");
        if (record.Splits.Count == 0) Missing.Write(document, "The record does not describe its splits.");
        else document.Table([new Column("Split"), new Column("Made of")],
            [.. record.Splits.Select(s => (IReadOnlyList<string>)[s.Key, s.Value])]);

        WriteMachine(document, run);
    }

    /// <summary>A setting's value as a user would type it.</summary>
    public static string Setting(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("0", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static void WriteMachine(Document document, ReportedRun run)
    {
        document.Heading("Machine and code");
        var record = run.Record;
        var rows = new List<IReadOnlyList<string>>();
        void Row(string name, string value) => rows.Add([name, value]);
        Row("started (UTC)", record.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Row("ended (UTC)", record.Ended?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "not ended");
        if (record.Resumes > 0) Row("resumed", record.Resumes == 1 ? "once" : $"{record.Resumes} times");
        if (record.Code is { } code)
        {
            Row("version", code.Version);
            Row("commit", code.Commit is null ? "unknown" : code.Commit + (code.Dirty == true ? " with uncommitted changes" : ""));
        }
        if (record.Machine is { } machine)
        {
            Row("processor", machine.Processor);
            Row("cores, threads used", $"{machine.Cores}, {machine.Threads}");
            Row("vector instructions", machine.Vector);
            Row("memory", Numbers.Bytes(machine.MemoryBytes));
            Row("system", machine.Os);
            Row("runtime", machine.Runtime);
        }
        document.Table([new Column("Fact"), new Column("Value")], rows);
        if (record.Machine is null) Missing.Write(document, "The record does not say on which machine the run was made.");
        if (record.Code is null) Missing.Write(document, "The record does not say with which code the run was made.");
    }

    static string Quote(string argument) => argument.Length > 0 && !argument.Any(c => char.IsWhiteSpace(c) || c is '"' or '\'')
        ? argument
        : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
