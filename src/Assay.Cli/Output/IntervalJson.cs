using System.Text.Json;
using Assay.Statistics;

namespace Assay.Cli;

/// <summary>Intervals as JSON.</summary>
static class IntervalJson
{
    /// <summary>Writes "value", "low" and "high" into the object that is open.</summary>
    public static void Members(Utf8JsonWriter json, Interval interval)
    {
        foreach (var (name, value) in new[] { ("value", interval.Value), ("low", interval.Low), ("high", interval.High) })
        {
            json.WritePropertyName(name);
            JsonOutput.Number(json, value);
        }
    }
}
