using System.Globalization;
using System.Text.Json;

namespace Assay.Sweeps;

/// <summary>
/// Values of parameters in JSON, with their types: a number with a point or an exponent is a double, one without is an int. Texts, truth values
/// and numbers are all there is.
/// </summary>
static class ValueJson
{
    /// <exception cref="ArgumentException">The value is of another type, or a double that is not finite.</exception>
    public static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int whole: json.WriteNumberValue(whole); break;
            case double number when double.IsFinite(number): json.WriteRawValue(Text(number)); break;
            default: throw new ArgumentException($"value {value} is a {value.GetType().Name}; needed: text, truth value, int or finite double");
        }
    }

    public static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, object> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is no such value.</exception>
    public static object Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when json.GetRawText().AsSpan().ContainsAny(".eE") => json.GetDouble(),
        JsonValueKind.Number => json.GetInt32(),
        _ => throw new FormatException($"a value is {json.GetRawText()}; needed: text, number, true or false"),
    };

    public static Dictionary<string, object> ReadAll(JsonElement json) => json.EnumerateObject().ToDictionary(member => member.Name, member => Read(member.Value));

    /// <summary>The shortest text that gives the number back and says that it is no whole number's.</summary>
    public static string Text(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".E") ? text : text + ".0";
    }
}
