using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Diagnosis.Forecasts;

/// <summary>
/// What finished trainings taught about forecasts: how far to believe the ensemble's change, how far off it usually is, and how the misses
/// are distributed in units of that. Every number in it was fitted; none was chosen.
/// </summary>
/// <param name="Programs">Names of the programs whose trainings it was fitted to.</param>
/// <param name="Cases">Number of those trainings.</param>
/// <param name="Change">Factors of the ensemble's change, of the trend's, and of the distance alone.</param>
/// <param name="Spread">Factors of <c>Outlook.Spread</c>, which add up to the logarithm of the usual miss.</param>
/// <param name="Levels">Levels of the quantiles.</param>
/// <param name="Misses">Quantiles of the misses in units of the usual one, at some distances.</param>
public sealed record CurveCalibration(
    IReadOnlyList<string> Programs, int Cases, IReadOnlyList<double> Change, IReadOnlyList<double> Spread, IReadOnlyList<double> Levels, IReadOnlyList<DistanceMisses> Misses)
{
    /// <summary>The one that comes with the program.</summary>
    public static CurveCalibration Included { get; } = ReadIncluded();

    /// <summary>Fits one to trainings that are over, each looked at after a tenth, a quarter and half of it; programs count alike.</summary>
    /// <exception cref="ArgumentException">There are fewer than 20 trainings of which anything can be said.</exception>
    public static CurveCalibration Fit(IEnumerable<CurveCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return CalibrationFit.Of(CalibrationFit.Samples(cases));
    }

    /// <summary>The same from curves of one program.</summary>
    /// <inheritdoc cref="Fit(IEnumerable{CurveCase})" path="/exception"/>
    public static CurveCalibration Fit(IEnumerable<Curve> curves) => Fit(curves.Select(curve => new CurveCase("", curve)));

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CalibrationJson.Default.CurveCalibration) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no calibration.</exception>
    public static CurveCalibration FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CalibrationJson.Default.CurveCalibration) is { Misses.Count: > 0 } read
                ? read
                : throw new InvalidDataException("calibration of forecasts: no misses in it");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"calibration of forecasts:{(e.LineNumber ?? 0) + 1}: {e.Message}", e);
        }
    }

    internal double Centre(Outlook outlook) => Change.Zip(outlook.Change).Sum(pair => pair.First * pair.Second);

    internal double Scale(Outlook outlook) => Math.Exp(Spread.Zip(outlook.Spread).Sum(pair => pair.First * pair.Second));

    internal Forecast Apply(Outlook outlook)
    {
        var (seen, centre, scale) = (outlook.Seen, Centre(outlook), Scale(outlook));
        var misses = MissesAt(outlook.Distance);
        return new Forecast(seen.Last, outlook.At, Levels, [.. misses.Select(miss => seen.Value(seen.Level + centre + scale * miss))], outlook.Families);
    }

    double[] MissesAt(double distance)
    {
        var next = 0;
        while (next < Misses.Count && Misses[next].Distance < distance) next++;
        if (next == 0) return [.. Misses[0].Quantiles];
        if (next == Misses.Count) return [.. Misses[^1].Quantiles];
        var share = (distance - Misses[next - 1].Distance) / (Misses[next].Distance - Misses[next - 1].Distance);
        return [.. Misses[next - 1].Quantiles.Zip(Misses[next].Quantiles, (near, far) => near + share * (far - near))];
    }

    static CurveCalibration ReadIncluded()
    {
        const string name = "Assay.Diagnosis.Forecasts.calibration.json";
        using var stream = typeof(CurveCalibration).Assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"the program lacks '{name}'");
        using var reader = new StreamReader(stream);
        return FromJson(reader.ReadToEnd());
    }
}

[JsonSerializable(typeof(CurveCalibration))]
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class CalibrationJson : JsonSerializerContext;
