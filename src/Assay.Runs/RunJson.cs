using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Runs;

/// <summary>Reads and writes the JSON documents of a run with serializers made at compile time.</summary>
[JsonSerializable(typeof(RunRecord), TypeInfoPropertyName = "Record")]
[JsonSerializable(typeof(SeriesSet))]
[JsonSerializable(typeof(AutoencoderEvaluation))]
[JsonSerializable(typeof(PredictionEvaluation))]
[JsonSerializable(typeof(LevelEvaluation))]
[JsonSerializable(typeof(ItemScores))]
[JsonSerializable(typeof(GradientHistory))]
sealed partial class RunJson : JsonSerializerContext
{
    static readonly RunJson Indented = new(Make(indented: true));
    static readonly RunJson Compact = new(Make(indented: false));

    internal static byte[] Write(RunRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Indented.Record);

    internal static byte[] Write(SeriesSet series) => JsonSerializer.SerializeToUtf8Bytes(series, Compact.SeriesSet);

    internal static byte[] Write(AutoencoderEvaluation evaluation) => JsonSerializer.SerializeToUtf8Bytes(evaluation, Compact.AutoencoderEvaluation);

    internal static void Write(Utf8JsonWriter writer, AutoencoderEvaluation evaluation) => JsonSerializer.Serialize(writer, evaluation, Compact.AutoencoderEvaluation);

    internal static AutoencoderEvaluation ReadEvaluation(string path) =>
        Parse(File.ReadAllBytes(path), path, json => JsonSerializer.Deserialize(json, Compact.AutoencoderEvaluation));

    internal static byte[] Write(PredictionEvaluation evaluation) => JsonSerializer.SerializeToUtf8Bytes(evaluation, Compact.PredictionEvaluation);

    internal static void Write(Utf8JsonWriter writer, PredictionEvaluation evaluation) => JsonSerializer.Serialize(writer, evaluation, Compact.PredictionEvaluation);

    internal static PredictionEvaluation ReadPrediction(string path) =>
        Parse(File.ReadAllBytes(path), path, json => JsonSerializer.Deserialize(json, Compact.PredictionEvaluation));

    internal static byte[] Write(LevelEvaluation evaluation) => JsonSerializer.SerializeToUtf8Bytes(evaluation, Compact.LevelEvaluation);

    internal static LevelEvaluation ReadLevels(string path) => Parse(File.ReadAllBytes(path), path, json => JsonSerializer.Deserialize(json, Compact.LevelEvaluation));

    internal static byte[] Write(ItemScores items) => JsonSerializer.SerializeToUtf8Bytes(items, Compact.ItemScores);

    internal static byte[] Write(GradientHistory gradients) => JsonSerializer.SerializeToUtf8Bytes(gradients, Compact.GradientHistory);

    internal static RunRecord ReadRecord(string path) => ParseRecord(File.ReadAllBytes(path), path);

    internal static RunRecord ParseRecord(byte[] content, string path)
    {
        var record = Parse(content, path, json => JsonSerializer.Deserialize(json, Indented.Record));
        return record.Format == RunRecord.CurrentFormat
            ? record
            : throw new InvalidDataException(
                $"{path}: format {record.Format}; this version reads format {RunRecord.CurrentFormat}");
    }

    internal static SeriesSet ReadSeries(string path) => Parse(File.ReadAllBytes(path), path, json => JsonSerializer.Deserialize(json, Compact.SeriesSet));

    internal static ItemScores ReadItems(string path) => Parse(File.ReadAllBytes(path), path, json => JsonSerializer.Deserialize(json, Compact.ItemScores));

    internal static GradientHistory ReadGradients(string path) => Parse(File.ReadAllBytes(path), path, json => JsonSerializer.Deserialize(json, Compact.GradientHistory));

    static T Parse<T>(byte[] content, string path, Func<byte[], T?> parse)
    {
        try
        {
            return parse(content) ?? throw new InvalidDataException($"{path}:1: null instead of an object");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}:{(e.LineNumber ?? 0) + 1}: {FirstSentence(e.Message)}", e);
        }
    }

    static string FirstSentence(string message)
    {
        // The serializer appends "Path: ... | LineNumber: ..."; the line is in our message already.
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end > 0 ? message[..end] : message;
    }

    static JsonSerializerOptions Make(bool indented) => new()
    {
        WriteIndented = indented,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<RunStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Severity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    };
}
