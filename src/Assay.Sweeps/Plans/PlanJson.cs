using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Assay.Sweeps;

/// <summary>A plan as <c>sweep.json</c> holds it: equal plans have equal texts, and nothing is lost. docs/run-format.md describes every field.</summary>
public static class PlanJson
{
    const int Format = 1;
    static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a plan.</summary>
    public static string Write(SweepPlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("study", plan.Study);
            json.WriteString("preset", plan.Preset);
            json.WriteString("name", plan.Name);
            json.WriteString("metric", plan.Metric);
            json.WriteString("goal", Text(plan.Goal));
            json.WriteString("watch", plan.Watch);
            json.WriteString("start", plan.Start);
            if (plan.Against is { } against) Write(json, against);
            json.WriteNumber("seed", plan.Seed);
            json.WriteStartArray("phases");
            foreach (var phase in plan.Phases) Write(json, phase);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Reads what <see cref="Write(SweepPlan)"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is no plan, or one of another format.</exception>
    public static SweepPlan Read(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            var format = json.GetProperty("format").GetInt32();
            if (format != Format) throw new InvalidDataException($"{name}: format {format}; this version reads format {Format}");
            return new SweepPlan
            {
                Study = Text(json, "study")!,
                Preset = Text(json, "preset"),
                Name = Text(json, "name"),
                Metric = Text(json, "metric")!,
                Goal = ReadGoal(json),
                Watch = Text(json, "watch"),
                Start = Text(json, "start"),
                Against = json.TryGetProperty("against", out var against) ? ReadTradeOff(against) : null,
                Seed = json.GetProperty("seed").GetUInt64(),
                Phases = [.. json.GetProperty("phases").EnumerateArray().Select(ReadPhase)],
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }

    static void Write(Utf8JsonWriter json, TradeOff against)
    {
        json.WriteStartObject("against");
        json.WriteString("metric", against.Metric);
        json.WriteString("goal", Text(against.Goal));
        json.WriteStartArray("bound");
        foreach (var (value, judged) in against.Bound)
        {
            json.WriteStartArray();
            json.WriteNumberValue(value);
            json.WriteNumberValue(judged);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static TradeOff ReadTradeOff(JsonElement json) => new(Text(json, "metric")!, ReadGoal(json))
    {
        Bound = [.. json.GetProperty("bound").EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))],
    };

    static string Text(Goal goal) => goal == Goal.Minimize ? "minimize" : "maximize";

    static Goal ReadGoal(JsonElement json) => Text(json, "goal") == "maximize" ? Goal.Maximize : Goal.Minimize;

    static void Write(Utf8JsonWriter json, SweepPhase phase)
    {
        json.WriteStartObject();
        json.WriteString("name", phase.Name);
        ValueJson.Write(json, "set", phase.Set);
        json.WriteStartArray("vary");
        foreach (var parameter in phase.Vary)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            WriteRange(json, parameter.Range);
            ValueJson.Write(json, "when", parameter.When);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("configurations");
        foreach (var configuration in phase.Configurations)
        {
            json.WriteStartObject();
            json.WriteString("name", configuration.Name);
            ValueJson.Write(json, "values", configuration.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("sampler", phase.Sampler);
        json.WriteNumber("points", phase.Points);
        json.WriteString("pruner", phase.Pruner);
        json.WriteNumber("trials", phase.Trials);
        json.WriteStartArray("seeds");
        foreach (var seed in phase.Seeds) json.WriteNumberValue(seed);
        json.WriteEndArray();
        json.WriteNumber("race", phase.Race);
        json.WriteEndObject();
    }

    static SweepPhase ReadPhase(JsonElement json) => new()
    {
        Name = Text(json, "name")!,
        Set = ValueJson.ReadAll(json.GetProperty("set")),
        Vary = [.. json.GetProperty("vary").EnumerateArray().Select(parameter => new Declared(Text(parameter, "name")!, ReadRange(parameter), ValueJson.ReadAll(parameter.GetProperty("when"))))],
        Configurations = [.. json.GetProperty("configurations").EnumerateArray().Select(one => new Configuration(Text(one, "name")!, ValueJson.ReadAll(one.GetProperty("values"))))],
        Sampler = Text(json, "sampler")!,
        Points = json.GetProperty("points").GetInt32(),
        Pruner = Text(json, "pruner")!,
        Trials = json.GetProperty("trials").GetInt32(),
        Seeds = [.. json.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetInt64())],
        Race = json.GetProperty("race").GetInt32(),
    };

    static void WriteRange(Utf8JsonWriter json, ParameterRange range)
    {
        var (low, high, log) = range switch
        {
            NumberRange number => ((object)number.Low, (object)number.High, number.Log),
            WholeRange whole => (whole.Low, whole.High, whole.Log),
            _ => ("", "", false),
        };
        if (range is ChoiceRange choices)
        {
            json.WriteStartArray("choices");
            foreach (var choice in choices.Choices) ValueJson.Write(json, choice);
            json.WriteEndArray();
            return;
        }

        json.WritePropertyName("low");
        ValueJson.Write(json, low);
        json.WritePropertyName("high");
        ValueJson.Write(json, high);
        json.WriteBoolean("log", log);
    }

    static ParameterRange ReadRange(JsonElement json)
    {
        if (json.TryGetProperty("choices", out var choices)) return new ChoiceRange([.. choices.EnumerateArray().Select(ValueJson.Read)]);
        var log = json.GetProperty("log").GetBoolean();
        return (ValueJson.Read(json.GetProperty("low")), ValueJson.Read(json.GetProperty("high"))) switch
        {
            (int low, int high) => new WholeRange(low, high, log),
            (double low, double high) => new NumberRange(low, high, log),
            _ => throw new FormatException($"parameter '{Text(json, "name")}' has limits of different types"),
        };
    }

    static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
