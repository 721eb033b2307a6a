using System.Text.Json;
using Assay.Reports;
using Assay.Statistics;

namespace Assay.Cli;

/// <summary>Runs held against each other item by item, as tables of text and as JSON.</summary>
static class ItemTable
{
    /// <summary>Means, differences to the first with their intervals, words, and the judged metric beside each baseline.</summary>
    public static void Print(Terminal terminal, ItemComparison items, string judged, bool baselines = true)
    {
        if (items.Labels.Count == 0) return;
        var to = terminal.Out;
        to.WriteLine();
        Say(items.Notes);
        if (items.Shared.Count == 0) return;
        to.WriteLine($"by {items.Unit}, 95 % intervals by bootstrap in pairs; {Estimate.Star}");
        var sides = Enumerable.Range(0, items.Labels.Count).ToList();
        var table = new TextTable("metric", "run", ">mean", "less the first");
        foreach (var metric in items.Metrics)
            foreach (var side in sides)
                table.Add(side == 0 ? metric : "", items.Labels[side], items.Mean(metric, side) is { } mean ? Numbers.Format(mean.Value) : "–",
                    side == 0 ? "" : Cell(items.Difference(metric, side)));
        foreach (var line in table.Render(terminal.PageWidth)) to.WriteLine(line);
        Say(items.Words());
        if (!baselines || !items.Metrics.Contains(judged)) return;
        if (!sides.SelectMany(items.Baselines).Any()) return;
        to.WriteLine();
        var less = new TextTable("run", $"{judged} less", "");
        foreach (var side in sides)
            foreach (var (index, name) in items.Baselines(side).Index())
                less.Add(index == 0 ? items.Labels[side] : "", name, Cell(items.Difference(judged, side, name)));
        foreach (var line in less.Render(terminal.PageWidth)) to.WriteLine(line);

        void Say(IReadOnlyList<string> sentences)
        {
            foreach (var text in sentences.SelectMany(sentence => WordWrap.Split(sentence, terminal.PageWidth))) to.WriteLine(text);
        }
    }

    /// <summary>Writes "items": unit, split, shared names, notes, and for each side its means and differences.</summary>
    public static void Write(Utf8JsonWriter json, ItemComparison items)
    {
        if (items.Labels.Count == 0) return;
        json.WriteStartObject("items");
        json.WriteString("unit", items.Unit);
        json.WriteString("split", items.Split);
        JsonOutput.Texts(json, "shared", items.Shared);
        JsonOutput.Texts(json, "notes", items.Notes);
        JsonOutput.Texts(json, "words", items.Words());
        json.WriteStartArray("sides");
        for (var index = 0; index < items.Labels.Count; index++)
        {
            var side = index;
            json.WriteStartObject();
            json.WriteString("label", items.Labels[side]);
            Intervals(json, "means", items.Metrics, metric => items.Mean(metric, side));
            if (side > 0) Intervals(json, "differences", items.Metrics, metric => items.Difference(metric, side));
            json.WriteStartObject("baselines");
            foreach (var baseline in items.Baselines(side)) Intervals(json, baseline, items.Metrics, metric => items.Difference(metric, side, baseline));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Intervals(Utf8JsonWriter json, string name, IReadOnlyList<string> metrics, Func<string, Interval?> value)
    {
        json.WriteStartObject(name);
        foreach (var metric in metrics)
        {
            if (value(metric) is not { } interval) continue;
            json.WriteStartObject(metric);
            IntervalJson.Members(json, interval);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    static string Cell(Interval? interval) => interval is { } value ? Estimate.Difference(value) : "–";
}
