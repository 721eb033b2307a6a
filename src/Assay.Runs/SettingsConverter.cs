using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Runs;

/// <summary>Settings are text, truth values, numbers or null; numbers are read back as double.</summary>
sealed class SettingsConverter : JsonConverter<Dictionary<string, object?>>
{
    public override Dictionary<string, object?> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("settings must be an object");
        var settings = new Dictionary<string, object?>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            settings[name] = reader.TokenType switch
            {
                JsonTokenType.String when JsonNumbers.TryNamed(ref reader, out var number) => number,
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => reader.GetDouble(),
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.Null => null,
                _ => throw new JsonException($"setting '{name}' must be text, a number, true, false or null"),
            };
        }

        return settings;
    }

    public override void Write(Utf8JsonWriter writer, Dictionary<string, object?> settings, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in settings)
        {
            writer.WritePropertyName(name);
            switch (value)
            {
                case null: writer.WriteNullValue(); break;
                case string text: writer.WriteStringValue(text); break;
                case bool truth: writer.WriteBooleanValue(truth); break;
                case int number: writer.WriteNumberValue(number); break;
                case long number: writer.WriteNumberValue(number); break;
                case float number: JsonNumbers.Write(writer, number); break;
                case double number: JsonNumbers.Write(writer, number); break;
                default:
                    throw new ArgumentException(
                        $"setting '{name}' is a {value.GetType()}; needed: string, bool, int, long, float or double");
            }
        }

        writer.WriteEndObject();
    }
}
