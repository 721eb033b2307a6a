using System.Text.Json;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>A sweep as a JSON document: the members of its run, then plan, trials and decisions.</summary>
static class SweepDocument
{
    public static void Print(TextWriter to, RunReader run, SweepFolder folder) => JsonOutput.Print(to, json =>
    {
        RunDocument.Members(json, run, null);
        var (results, progress) = (folder.Read(), folder.Progress());
        json.WritePropertyName("plan");
        json.WriteRawValue(PlanJson.Write(folder.Plan));
        json.WriteNumber("done", progress.Done);
        json.WriteNumber("planned", progress.Planned);
        json.WriteNumber("workers", results.Workers);
        json.WriteStartArray("trials");
        foreach (var trial in results.Trials) Trial(json, trial);
        json.WriteEndArray();
        json.WriteStartArray("decisions");
        foreach (var decision in results.Pruned)
        {
            json.WriteStartObject();
            json.WriteNumber("trial", decision.Trial);
            if (decision.Seed is { } seed) json.WriteNumber("seed", seed);
            json.WriteNumber("step", decision.Step);
            json.WriteBoolean("stop", decision.Stop);
            json.WriteString("reason", decision.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    static void Trial(Utf8JsonWriter json, TrialResult trial)
    {
        json.WriteStartObject();
        json.WriteNumber("trial", trial.Number);
        json.WriteString("phase", trial.Phase);
        json.WriteString("name", trial.Name);
        JsonOutput.Object(json, "values", trial.Values, JsonOutput.Value);
        json.WriteString("state", trial.State.ToString().ToLowerInvariant());
        json.WritePropertyName("mean");
        JsonOutput.Number(json, trial.Finished.Count == 0 ? double.NaN : trial.Finished.Average());
        json.WriteStartArray("replicates");
        foreach (var replicate in trial.Replicates)
        {
            json.WriteStartObject();
            json.WriteNumber("seed", replicate.Seed);
            json.WriteString("run", replicate.Run);
            json.WriteString("state", replicate.State.ToString().ToLowerInvariant());
            json.WritePropertyName("value");
            JsonOutput.Number(json, replicate.Value);
            json.WritePropertyName("seconds");
            JsonOutput.Number(json, replicate.Seconds);
            json.WriteString("reason", replicate.Reason);
            JsonOutput.Numbers(json, "metrics", replicate.Metrics);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
