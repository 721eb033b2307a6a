using System.Text.Json;
using Assay.Diagnosis;

namespace Assay.Cli;

/// <summary>The ledger of a repair as JSON.</summary>
static class RepairJson
{
    /// <summary>Its file in the folder of the run that was repaired.</summary>
    public const string File = "repair.json";

    public static byte[] Of(RepairOutcome<IReadOnlyDictionary<string, object?>> outcome, string best)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("best", best);
            Number(json, "before", outcome.First.HeldOut);
            Number(json, "after", outcome.Best.HeldOut);
            Number(json, "cost", outcome.Cost);
            json.WriteStartArray("ledger");
            foreach (var one in outcome.Ledger)
            {
                json.WriteStartObject();
                json.WriteString("remedy", one.Action.Id);
                json.WriteString("cause", one.Action.Cause);
                Number(json, "cost", one.Cost);
                Number(json, "before", one.Before);
                Number(json, "after", one.After);
                json.WriteBoolean("kept", one.Kept);
                json.WriteString("reason", one.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
