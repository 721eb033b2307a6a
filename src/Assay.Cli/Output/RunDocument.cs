using System.Text.Json;
using Assay.Reports;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Runs as JSON documents.</summary>
static class RunDocument
{
    /// <summary>Prints a run; one that stands for others has their documents under "runs".</summary>
    public static void Print(TextWriter to, RunReader run, IReadOnlyList<RunReader> children) => JsonOutput.Print(to, json =>
    {
        Members(json, run, null);
        if (children.Count == 0) return;
        var readable = children.Where(child => child.Problem is null).Select(ReportFiles.Read).ToList();
        if (readable.Count > 0) GroupTables.Write(json, RunGroup.Of(readable));
        List(json, children);
    });

    /// <summary>Prints a run with the values of a new evaluation in place of the recorded ones.</summary>
    public static void Print(TextWriter to, RunReader run, Evaluation evaluation) => JsonOutput.Print(to, json =>
    {
        json.WriteString("checkpoint", evaluation.Checkpoint);
        json.WriteNumber("step", evaluation.Step);
        Members(json, run, evaluation);
        if (evaluation.Details is null) return;
        json.WritePropertyName("evaluation");
        evaluation.Details(json);
    });

    /// <summary>Prints runs, damaged ones with their problem.</summary>
    public static void PrintList(TextWriter to, IReadOnlyList<RunReader> runs) => JsonOutput.Print(to, json => List(json, runs));

    /// <summary>Prints runs beside each other: the ranking of their models if the study has one, groups where trainings were repeated, and items in pairs.</summary>
    public static void PrintComparison(TextWriter to, IReadOnlyList<RunReader> runs, IReadOnlyList<RunGroup> groups, ItemComparison items, PredictionRanking? ranking) => JsonOutput.Print(to, json =>
    {
        RankingOutput.Write(json, ranking);
        GroupTables.Write(json, groups);
        ItemTable.Write(json, items);
        List(json, runs);
    });

    /// <summary>Prints where a report was written.</summary>
    public static void PrintReport(TextWriter to, RunReader run, IReadOnlyList<string> paths) => JsonOutput.Print(to, json =>
    {
        Head(json, run);
        JsonOutput.Texts(json, "reports", paths);
    });

    static void List(Utf8JsonWriter json, IReadOnlyList<RunReader> runs)
    {
        json.WriteStartArray("runs");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            if (run.Problem is null) Members(json, run, null);
            else Head(json, run);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Head(Utf8JsonWriter json, RunReader run)
    {
        json.WriteString("run", run.Id);
        json.WriteString("folder", run.Folder);
        json.WriteString("status", run.Status.ToString().ToLowerInvariant());
        if (run.Problem is not null) json.WriteString("problem", run.Problem);
    }

    static void Resumptions(Utf8JsonWriter json, IReadOnlyList<RunResumption> resumptions)
    {
        json.WriteStartArray("resumptions");
        foreach (var one in resumptions)
        {
            json.WriteStartObject();
            json.WriteString("at", one.At);
            json.WriteNumber("step", one.Step);
            json.WriteNumber("epoch", one.Epoch);
            json.WriteString("from", one.From);
            json.WriteString("scheduler", one.Scheduler);
            if (one.Epochs is { } epochs) json.WriteNumber("epochs", epochs);
            else json.WriteNull("epochs");
            if (one.Rate is { } rate) json.WriteNumber("rate", rate);
            else json.WriteNull("rate");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The members of a run, with the values of a new evaluation in place of the recorded ones if there is one.</summary>
    public static void Members(Utf8JsonWriter json, RunReader run, Evaluation? evaluation)
    {
        var record = run.Record;
        Head(json, run);
        json.WriteString("study", record.Study);
        json.WriteString("preset", record.Preset);
        json.WriteString("reason", record.Reason);
        json.WriteNumber("seed", record.Seed);
        json.WriteString("started", record.Started);
        json.WritePropertyName("seconds");
        JsonOutput.Number(json, record.Seconds);
        json.WriteNumber("steps", record.Steps);
        json.WriteNumber("epochs", record.Epochs);
        json.WriteNumber("parameters", evaluation?.Parameters ?? record.Parameters);
        Resumptions(json, record.Resumptions);
        JsonOutput.Object(json, "settings", record.Settings, JsonOutput.Value);
        JsonOutput.Object(json, "splits", record.Splits, (writer, text) => writer.WriteStringValue(text));
        JsonOutput.Numbers(json, "metrics", evaluation?.Metrics ?? record.Metrics);
        JsonOutput.Numbers(json, "best", record.Best);
        JsonOutput.Tables(json, "baselines", evaluation?.Baselines ?? record.Baselines);
        JsonOutput.Tables(json, "ablations", evaluation?.Ablations ?? record.Ablations);
        JsonOutput.Findings(json, record.Findings);
        json.WriteString("verdict", evaluation?.Verdict ?? record.Verdict);
        JsonOutput.Texts(json, "children", record.Children);
    }
}
