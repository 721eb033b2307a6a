using System.Text.Json;

namespace Assay.Runs;

/// <summary>One event as one line of JSON.</summary>
static class EventJson
{
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    internal static bool IsReserved(string name) => name is "step" or "epoch" or "seconds" or "warning";

    internal static void WriteHead(Utf8JsonWriter writer, long step, int epoch, double seconds)
    {
        writer.WriteStartObject();
        writer.WriteNumber("step"u8, step);
        writer.WriteNumber("epoch"u8, epoch);
        writer.WriteNumber("seconds"u8, Math.Round(seconds, 6));
    }

    /// <summary>Parses a line; <paramref name="previous"/> lends its metric names, which rarely change.</summary>
    /// <exception cref="JsonException">Not one JSON object with a step, numbers and perhaps a warning.</exception>
    internal static RunEvent Read(ReadOnlySpan<byte> line, RunEvent? previous)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an event must be an object");
        long? step = null;
        var epoch = 0;
        var seconds = 0.0;
        string? warning = null;
        var metrics = new List<(string, double)>(previous?.Metrics.Count ?? 4);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("step"u8)) step = Integer(ref reader);
            else if (reader.ValueTextEquals("epoch"u8)) epoch = checked((int)Integer(ref reader));
            else if (reader.ValueTextEquals("seconds"u8)) seconds = Number(ref reader);
            else if (reader.ValueTextEquals("warning"u8)) warning = Text(ref reader);
            else metrics.Add((Name(ref reader, previous, metrics.Count), Number(ref reader)));
        }

        if (reader.Read()) throw new JsonException("more than one value on the line");
        return new RunEvent(step ?? throw new JsonException("an event needs a step"), epoch, seconds, metrics, warning);
    }

    static string Name(ref Utf8JsonReader reader, RunEvent? previous, int index)
    {
        var known = index < previous?.Metrics.Count ? previous.Metrics[index].Name : null;
        return known is not null && reader.ValueTextEquals(known) ? known : reader.GetString()!;
    }

    static long Integer(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? value
            : throw new JsonException("step and epoch must be whole numbers");

    static double Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number) return reader.GetDouble();
        if (reader.TokenType == JsonTokenType.String && JsonNumbers.TryNamed(ref reader, out var value)) return value;
        throw new JsonException("a metric must be a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
    }

    static string Text(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new JsonException("a warning must be text");
}
