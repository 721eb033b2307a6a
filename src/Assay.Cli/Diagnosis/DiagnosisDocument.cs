using System.Text.Json;
using Assay.Diagnosis;

namespace Assay.Cli;

/// <summary>An assessment as JSON.</summary>
static class DiagnosisDocument
{
    /// <summary>The members of one.</summary>
    public static void Members(Utf8JsonWriter json, string subject, Assessment assessment)
    {
        var record = assessment.Trace.Record;
        json.WriteString("run", subject);
        json.WriteString("study", record.Study);
        json.WriteString("preset", record.Preset);
        json.WriteNumber("seed", record.Seed);
        json.WriteString("status", assessment.Trace.Status.ToString().ToLowerInvariant());
        json.WriteString("reason", record.Reason);
        json.WriteString("problem", assessment.Problem);
        json.WriteString("state", assessment.State.ToString().ToLowerInvariant());
        json.WriteString("headline", assessment.Headline);
        json.WritePropertyName("faulty");
        if (double.IsFinite(assessment.Opinion.Faulty)) json.WriteNumberValue(assessment.Opinion.Faulty);
        else json.WriteNullValue();
        json.WriteBoolean("alarm", assessment.Opinion.Alarm);
        JsonOutput.Numbers(json, "causes", assessment.Opinion.Causes.Select(cause => KeyValuePair.Create(cause.Cause, cause.Probability)));
        JsonOutput.Object(json, "settings", record.Settings, JsonOutput.Value);
        Results(json, assessment.Results);
        JsonOutput.Findings(json, assessment.Findings);
        JsonOutput.Texts(json, "worked", assessment.Worked);
        JsonOutput.Texts(json, "notFound", assessment.Silent.Select(rule => rule.Id));
        JsonOutput.Texts(json, "notMeasured", assessment.Unchecked.Select(rule => rule.Id));
        json.WriteStartArray("options");
        foreach (var option in assessment.Options) Option(json, option);
        json.WriteEndArray();
        OutlookJson.Write(json, assessment.Outlook);
        JsonOutput.Texts(json, "risks", assessment.Risks);
    }

    static void Results(Utf8JsonWriter json, IReadOnlyList<AssessedScore> scores)
    {
        json.WriteStartArray("results");
        foreach (var score in scores)
        {
            json.WriteStartObject();
            json.WriteString("name", score.Name);
            json.WriteString("metric", score.Metric);
            json.WritePropertyName("value");
            JsonOutput.Number(json, score.Value);
            json.WriteString("note", score.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Option(Utf8JsonWriter json, AssessedOption option)
    {
        json.WriteStartObject();
        json.WriteString("title", option.Title);
        JsonOutput.Texts(json, "for", option.For);
        JsonOutput.Texts(json, "against", option.Against);
        json.WriteString("command", option.Command);
        json.WritePropertyName("cost");
        JsonOutput.Number(json, option.Cost);
        json.WriteEndObject();
    }
}
