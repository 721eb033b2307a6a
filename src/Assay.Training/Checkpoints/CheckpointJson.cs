using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Training;

/// <summary>The part of a checkpoint that is not tensors, as JSON in the file's metadata.</summary>
static class CheckpointJson
{
    /// <summary>The metadata it stands under.</summary>
    public const string Key = "assay.checkpoint";

    /// <summary>Counts up with each change that older readers would misread.</summary>
    public const int Format = 1;

    public static JsonObject Object<T>(IEnumerable<KeyValuePair<string, T>> entries, Func<T, JsonNode> node) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)node(entry.Value))));

    public static OrderedDictionary<string, T> Entries<T>(JsonObject json, string section, Func<JsonNode, T> value) =>
        new(json[section]!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, value(entry.Value!))));

    // JSON has no NaN and no infinities; these are texts.
    public static JsonNode Number(double value) =>
        double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));

    public static double Number(JsonNode node) => node.GetValueKind() == JsonValueKind.Number
        ? node.GetValue<double>()
        : double.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture);

    // Texts, because many readers of JSON round numbers of 64 bits.
    public static JsonNode Generator((ulong Key, ulong Position) state) => new JsonArray($"{state.Key:x16}", $"{state.Position:x16}");

    public static (ulong Key, ulong Position) Generator(JsonNode node) => (Hexadecimal(node[0]!), Hexadecimal(node[1]!));

    public static string Text(JsonNode node) => node.GetValue<string>();

    /// <summary>Reads the text with <paramref name="read"/>.</summary>
    /// <exception cref="InvalidDataException">It is not what this version writes.</exception>
    public static Checkpoint Parse(string path, string text, Func<JsonObject, Checkpoint> read)
    {
        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            var format = json["format"]!.GetValue<int>();
            return format == Format
                ? read(json)
                : throw new InvalidDataException($"{path}: the checkpoint has format {format}; this program reads {Format}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: the '{Key}' in the header is not what a checkpoint has: {e.Message}", e);
        }
    }

    static ulong Hexadecimal(JsonNode node) => ulong.Parse(node.GetValue<string>(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
