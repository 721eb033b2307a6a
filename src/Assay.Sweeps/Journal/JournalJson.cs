using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Runs;

namespace Assay.Sweeps;

/// <summary>Lines of a journal as JSON objects.</summary>
static class JournalJson
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line with its line feed.</summary>
    public static void Write(IBufferWriter<byte> to, JournalLine line)
    {
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind", Name(line.Kind));
            json.WriteString("at", line.At);
            Text("worker", line.Worker);
            Text("phase", line.Phase);
            if (line.Trial is { } trial) json.WriteNumber("trial", trial);
            Text("name", line.Name);
            if (line.Values is { } values) ValueJson.Write(json, "values", values);
            if (line.Seed is { } seed) json.WriteNumber("seed", seed);
            Text("run", line.Run);
            if (line.Attempt is { } attempt) json.WriteNumber("attempt", attempt);
            if (line.Step is { } step) json.WriteNumber("step", step);
            if (line.State is { } state) json.WriteString("state", Name(state));
            if (line.Value is { } value) Number("value", value);
            if (line.Seconds is { } seconds) Number("seconds", seconds);
            if (line.Stop is { } stop) json.WriteBoolean("stop", stop);
            Text("reason", line.Reason);
            if (line.Process is { } process)
            {
                json.WriteStartObject("process");
                json.WriteNumber("pid", process.Pid);
                json.WriteString("started", process.Started);
                json.WriteString("host", process.Host);
                json.WriteEndObject();
            }

            Text("slurm", line.Slurm);
            json.WriteEndObject();

            void Text(string name, string? text)
            {
                if (text is not null) json.WriteString(name, text);
            }

            void Number(string name, double number)
            {
                if (double.IsFinite(number)) json.WriteNumber(name, number);
                else json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
            }
        }

        to.Write("\n"u8);
    }

    /// <exception cref="FormatException">It is no line of a journal.</exception>
    public static JournalLine Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            return new JournalLine
            {
                Kind = Enum.Parse<JournalKind>(Text("kind") ?? "", ignoreCase: true),
                At = json.GetProperty("at").GetDateTimeOffset(),
                Worker = Text("worker"),
                Phase = Text("phase"),
                Trial = Whole("trial"),
                Name = Text("name"),
                Values = json.TryGetProperty("values", out var values) ? ValueJson.ReadAll(values) : null,
                Seed = json.TryGetProperty("seed", out var seed) ? seed.GetInt64() : null,
                Run = Text("run"),
                Attempt = Whole("attempt"),
                Step = Whole("step"),
                State = Text("state") is { } state ? Enum.Parse<TrialState>(state, ignoreCase: true) : null,
                Value = Number("value"),
                Seconds = Number("seconds"),
                Stop = json.TryGetProperty("stop", out var stop) ? stop.GetBoolean() : null,
                Reason = Text("reason"),
                Process = json.TryGetProperty("process", out var process)
                    ? new ProcessMark(process.GetProperty("pid").GetInt32(), process.GetProperty("started").GetDateTimeOffset(), process.GetProperty("host").GetString()!)
                    : null,
                Slurm = Text("slurm"),
            };

            string? Text(string name) => json.TryGetProperty(name, out var member) ? member.GetString() : null;
            int? Whole(string name) => json.TryGetProperty(name, out var member) ? member.GetInt32() : null;
            double? Number(string name) => !json.TryGetProperty(name, out var member) ? null
                : member.ValueKind == JsonValueKind.Number ? member.GetDouble()
                : member.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, var other => throw new FormatException($"{name} is '{other}'; needed: a number") };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    static string Name<T>(T kind) where T : struct, Enum => kind.ToString().ToLowerInvariant();
}
