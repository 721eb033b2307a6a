using System.Text.Json;
using Assay.Diagnosis;

namespace Assay.Cli;

/// <summary>Forecast, alerts and decision tree as JSON.</summary>
static class OutlookJson
{
    public static void Write(Utf8JsonWriter json, AssessedOutlook outlook)
    {
        json.WriteString("curve", outlook.Metric);
        if (outlook.End is { } end)
        {
            json.WriteStartObject("forecast");
            Number(json, "step", end.AtStep);
            Number(json, "low", end.Low);
            Number(json, "expected", end.Expected);
            Number(json, "high", end.High);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("forecast");
        }

        json.WriteStartObject("remainingGain");
        Number(json, "expected", outlook.RemainingGain.Value);
        Number(json, "low", outlook.RemainingGain.Low);
        Number(json, "high", outlook.RemainingGain.High);
        json.WriteEndObject();
        List(json, "alerts", outlook.Alerts, alert =>
        {
            Number(json, "share", alert.Share);
            Number(json, "step", alert.Step);
            Number(json, "green", alert.Green);
            Number(json, "expected", alert.Expected);
            Number(json, "red", alert.Red);
        });
        List(json, "decisions", outlook.Tree.Decisions, decision =>
        {
            Number(json, "above", decision.Above);
            Number(json, "upTo", decision.UpTo);
            json.WriteString("meaning", decision.Meaning);
            json.WriteString("action", decision.Action);
        });
        List(json, "success", outlook.Tree.Tiers, tier =>
        {
            json.WriteString("name", tier.Name);
            Number(json, "atMost", tier.AtMost);
            json.WriteString("basis", tier.Basis);
        });
    }

    static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        JsonOutput.Number(json, value);
    }
}
