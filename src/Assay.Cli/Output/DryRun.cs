using System.Text.Json;
using Assay.Reports;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Shows what a training would do.</summary>
static class DryRun
{
    public static int Show(Session session, Study study, SettingValues settings, ulong seed, IReadOnlyList<long> seeds, bool json)
    {
        var members = settings.Preset?.Members is { Count: > 0 } changes ? [.. changes.Select(change => settings.With(study, change))] : new List<SettingValues> { settings };
        var plans = members.ConvertAll(values => (Settings: values, Plan: UsageException.Check(() => study.Plan(values, seed))));
        if (json) JsonOutput.Print(session.Terminal.Out, writer => Document(writer, study, settings, seed, seeds, plans));
        else foreach (var (values, plan) in plans) Page(session.Terminal, study, values, seed, plan);
        if (!json && seeds.Count > 0) session.Terminal.Out.WriteLine($"seeds   {string.Join(", ", seeds.Select(one => ValueText.Of(one)))}: each plan once with each");
        return ExitCode.Done;
    }

    static void Page(Terminal terminal, Study study, SettingValues settings, ulong seed, StudyPlan plan)
    {
        var to = terminal.Out;
        to.WriteLine($"{study.Name}{(settings.Preset is null ? "" : $", preset {settings.Preset.Name}")}, seed {ValueText.Of(seed)}: nothing is trained");
        to.WriteLine();
        var settingsTable = new TextTable("setting", "value");
        foreach (var (name, value) in settings.All) settingsTable.Add(name, ValueText.Of(value));
        var splits = new TextTable("split", "made of");
        foreach (var (name, text) in plan.Splits) splits.Add(name, text);
        var tensors = new TextTable("parameter", "shape", ">numbers");
        foreach (var (name, shape) in plan.Parameters)
            tensors.Add(name, string.Join(" x ", shape.Select(size => ValueText.Of(size))), Numbers.Count(shape.Aggregate(1L, (product, size) => product * size)));
        tensors.Add("total", "", Numbers.Count(plan.ParameterCount));
        foreach (var table in new[] { settingsTable, splits, tensors })
        {
            foreach (var line in table.Render(terminal.PageWidth)) to.WriteLine(line);
            to.WriteLine();
        }

        to.WriteLine($"epochs  {Numbers.Count(plan.Epochs)}, {Numbers.Count(plan.Steps)} updates");
        to.WriteLine($"time    {(double.IsNaN(plan.Seconds) ? "unknown" : $"about {Numbers.Duration(plan.Seconds)}")}");
        to.WriteLine($"memory  about {Numbers.Bytes(plan.MemoryBytes)}");
    }

    static void Document(Utf8JsonWriter json, Study study, SettingValues settings, ulong seed, IReadOnlyList<long> seeds, List<(SettingValues Settings, StudyPlan Plan)> plans)
    {
        json.WriteString("study", study.Name);
        json.WriteString("preset", settings.Preset?.Name);
        json.WriteNumber("seed", seed);
        json.WriteStartArray("seeds");
        foreach (var one in seeds) json.WriteNumberValue(one);
        json.WriteEndArray();
        json.WriteStartArray("plans");
        foreach (var (values, plan) in plans)
        {
            json.WriteStartObject();
            JsonOutput.Object(json, "settings", values.All, JsonOutput.Value);
            JsonOutput.Object(json, "splits", plan.Splits, (writer, text) => writer.WriteStringValue(text));
            JsonOutput.Object(json, "tensors", plan.Parameters.Select(p => KeyValuePair.Create(p.Name, p.Shape)), (writer, shape) =>
            {
                writer.WriteStartArray();
                foreach (var size in shape) writer.WriteNumberValue(size);
                writer.WriteEndArray();
            });
            json.WriteNumber("parameters", plan.ParameterCount);
            json.WriteNumber("epochs", plan.Epochs);
            json.WriteNumber("steps", plan.Steps);
            json.WritePropertyName("seconds");
            JsonOutput.Number(json, plan.Seconds);
            json.WriteNumber("memoryBytes", plan.MemoryBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
