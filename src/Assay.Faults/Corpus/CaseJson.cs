using System.Text;
using System.Text.Json;
using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Faults;

/// <summary>A case as one line of JSON; curves are stored with six digits.</summary>
static class CaseJson
{
    public static string Write(Case one)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            var (trace, record) = (one.Outcome.Trace, one.Outcome.Trace.Record);
            json.WriteStartObject();
            json.WriteString("program", one.Program);
            json.WriteString("task", one.Task);
            json.WriteString("fault", one.Fault);
            json.WriteNumber("seed", one.Seed);
            Number(json, "test", one.Outcome.Test);
            Number(json, "trivial", one.Outcome.TestTrivial);
            json.WriteString("status", trace.Status.ToString());
            if (record.Reason is not null) json.WriteString("reason", record.Reason);
            json.WriteNumber("planned", trace.PlannedSteps);
            json.WriteNumber("parameters", record.Parameters);
            json.WriteStartObject("settings");
            foreach (var (name, value) in record.Settings)
                if (value is string text) json.WriteString(name, text);
                else Number(json, name, Convert.ToDouble(value, null));
            json.WriteEndObject();
            json.WriteStartObject("curves");
            foreach (var name in trace.Names)
            {
                json.WriteStartArray(name);
                var curve = trace.Curve(name);
                for (var i = 0; i < curve.Count; i++)
                {
                    json.WriteNumberValue(curve.Steps[i]);
                    Value(json, curve.Values[i]);
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <exception cref="InvalidDataException">The line is no case; names path and line.</exception>
    public static Case Read(string line, string path, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path}:{number}: not a case of the corpus", e);
        }
    }

    static Case Read(JsonElement root)
    {
        var (program, task, seed) = (root.GetProperty("program").GetString()!, root.GetProperty("task").GetString()!, root.GetProperty("seed").GetUInt64());
        var record = new RunRecord
        {
            Study = program, Preset = task, Seed = (long)seed, Judged = new JudgedMetric("valid/loss", 0), Parameters = root.GetProperty("parameters").GetInt64(),
            Status = Enum.Parse<RunStatus>(root.GetProperty("status").GetString()!), Reason = root.TryGetProperty("reason", out var reason) ? reason.GetString() : null,
        };
        foreach (var setting in root.GetProperty("settings").EnumerateObject())
            record.Settings[setting.Name] = setting.Value.ValueKind == JsonValueKind.String && !IsNumber(setting.Value, out _) ? setting.Value.GetString() : Number(setting.Value);
        var trace = new Trace(record) { PlannedSteps = root.GetProperty("planned").GetInt64() };
        foreach (var curve in root.GetProperty("curves").EnumerateObject())
        {
            var values = curve.Value.EnumerateArray().ToList();
            for (var i = 0; i + 1 < values.Count; i += 2) trace.Add((long)values[i].GetDouble(), curve.Name, Number(values[i + 1]));
        }
        record.Steps = trace.Step;
        return new Case(program, task, root.GetProperty("fault").GetString()!, seed, new FaultOutcome(trace, Number(root.GetProperty("test")), Number(root.GetProperty("trivial"))));
    }

    static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Value(json, value);
    }

    static void Value(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteRawValue(value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture));
        else json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : IsNumber(value, out var special) ? special : throw new FormatException();

    static bool IsNumber(JsonElement value, out double number)
    {
        number = value.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => 0 };
        return number != 0;
    }
}
