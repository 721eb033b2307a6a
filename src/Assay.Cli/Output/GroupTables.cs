using System.Text.Json;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>What several seeds show, as tables of text and as JSON.</summary>
static class GroupTables
{
    const int GroupsBeside = 3;

    /// <summary>The judged metric with differences, then the means of all others if there is room; nothing where no training was repeated.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<RunGroup> groups)
    {
        var tables = SeedTable.Of(groups);
        if (tables.Count == 0) return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"{tables[0].Metric} over seeds, differences paired by seed; {Estimate.Star}");
        var judged = new TextTable("", "");
        foreach (var row in tables[0].Rows)
        {
            judged.Add(row[0], $"{row[2]}, {row[1]} seeds, sd {row[3]}");
            for (var column = 4; column < row.Count; column++)
                if (row[column] != "–") judged.Add("  " + tables[0].Columns[column], row[column]);
        }

        foreach (var line in judged.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
        if (tables.Count == 1 || groups.Count > GroupsBeside) return;
        terminal.Out.WriteLine();
        var others = new TextTable(["best, mean (95 %)", .. groups.Select(group => ">" + group.Label)]);
        foreach (var table in tables.Skip(1)) others.Add([table.Metric, .. table.Rows.Select(row => row[2])]);
        foreach (var line in others.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
    }

    /// <summary>Writes "groups": for each its seeds, and for each metric mean, sd, limits and differences to the baselines.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RunGroup> groups)
    {
        if (groups.All(group => group.Runs.Count < 2)) return;
        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("label", group.Label);
            json.WriteStartArray("seeds");
            foreach (var run in group.Runs) json.WriteNumberValue(run.Record.Seed);
            json.WriteEndArray();
            JsonOutput.Object(json, "metrics", Over(group.Metrics, group.Over), Estimated);
            json.WriteStartObject("differences");
            foreach (var baseline in group.Baselines) JsonOutput.Object(json, baseline, Over(group.Metrics, metric => group.Over(metric, baseline)), Estimated);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static IEnumerable<KeyValuePair<string, (Statistics.Interval Mean, double Deviation, int Count)>> Over(
        IEnumerable<string> metrics, Func<string, (Statistics.Interval, double, int)?> over) =>
        metrics.Select(metric => (metric, Value: over(metric))).Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.metric, pair.Value!.Value));

    static void Estimated(Utf8JsonWriter json, (Statistics.Interval Mean, double Deviation, int Count) value)
    {
        json.WriteStartObject();
        IntervalJson.Members(json, value.Mean);
        json.WritePropertyName("sd");
        JsonOutput.Number(json, value.Deviation);
        json.WriteNumber("count", value.Count);
        json.WriteEndObject();
    }
}
