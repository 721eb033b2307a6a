using System.Text.Json;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>A finding as JSON.</summary>
static class FindingJson
{
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("title", finding.Title);
        json.WriteString("evidence", finding.Evidence);
        json.WriteString("advice", finding.Advice);
        json.WriteString("where", finding.Where);
        if (finding.Confidence is { } confidence) json.WriteNumber("confidence", confidence);
        else json.WriteNull("confidence");
        json.WriteStartArray("alternatives");
        foreach (var other in finding.Alternatives ?? [])
        {
            json.WriteStartObject();
            json.WriteString("explanation", other.Explanation);
            json.WriteString("against", other.Against);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("remedies");
        foreach (var remedy in finding.Remedies ?? []) Write(json, remedy);
        json.WriteEndArray();
        json.WritePropertyName("plot");
        if (finding.Plot is { } plot) Write(json, plot);
        else json.WriteNullValue();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Remedy remedy)
    {
        json.WriteStartObject();
        json.WriteString("title", remedy.Title);
        json.WriteString("command", remedy.Command);
        json.WritePropertyName("gain");
        JsonOutput.Number(json, remedy.Gain);
        json.WritePropertyName("cost");
        JsonOutput.Number(json, remedy.Cost);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, EvidencePlot plot)
    {
        json.WriteStartObject();
        json.WriteString("title", plot.Title);
        json.WriteString("horizontal", plot.Horizontal);
        json.WriteString("vertical", plot.Vertical);
        json.WriteBoolean("logarithmic", plot.Logarithmic);
        json.WriteStartArray("lines");
        foreach (var line in plot.Lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            JsonOutput.Series(json, "x", line.X);
            JsonOutput.Series(json, "y", line.Y);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonOutput.Numbers(json, "references", plot.References);
        json.WriteEndObject();
    }
}
