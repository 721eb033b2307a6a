using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Diagnosis.Forecasts;

/// <summary>One line of <c>forecasts.jsonl</c>; what a kind of line has is in docs/run-format.md, all else is null.</summary>
sealed record LedgerLine
{
    internal const string ForecastKind = "forecast", OutcomeKind = "outcome";

    public required string Kind { get; init; }

    public required string Id { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Run { get; init; }

    public string? Metric { get; init; }

    public double? Seen { get; init; }

    public double? Step { get; init; }

    public IReadOnlyList<double>? Quantiles { get; init; }

    public IReadOnlyDictionary<string, double>? Families { get; init; }

    public double? Value { get; init; }

    public bool? Covered { get; init; }

    public double? Error { get; init; }

    internal byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, LedgerJson.Default.LedgerLine), (byte)'\n'];

    /// <exception cref="JsonException">It is no line of a ledger.</exception>
    internal static LedgerLine FromJson(ReadOnlySpan<byte> text)
    {
        var line = JsonSerializer.Deserialize(text, LedgerJson.Default.LedgerLine) ?? throw new JsonException("null instead of an object");
        return line is { Kind: OutcomeKind } or { Kind: ForecastKind, Run: not null, Metric: not null, Seen: not null, Step: not null, Quantiles.Count: 3 }
            ? line
            : throw new JsonException($"kind '{line.Kind}' with this content; needed: '{ForecastKind}' with run, metric, seen, step and three quantiles, or '{OutcomeKind}'");
    }
}

[JsonSerializable(typeof(LedgerLine))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
sealed partial class LedgerJson : JsonSerializerContext;
