using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Writes one JSON document to the terminal, and the parts that documents share.</summary>
static class JsonOutput
{
    static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the object whose members <paramref name="write"/> writes.</summary>
    public static void Print(TextWriter to, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        to.Write(Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    /// <summary>A number; NaN and infinities become the strings of that name.</summary>
    public static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    /// <summary>A setting's value: text, truth value, number or null.</summary>
    public static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case string text: json.WriteStringValue(text); break;
            default: Number(json, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)); break;
        }
    }

    /// <summary>An object member with one member for each pair.</summary>
    public static void Object<T>(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, T>> pairs, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            json.WritePropertyName(key);
            write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>An object member of numbers by name.</summary>
    public static void Numbers(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, double>> values) => Object(json, name, values, Number);

    /// <summary>An object member of numbers by name by name.</summary>
    public static void Tables(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, Dictionary<string, double>>> tables) =>
        Object(json, name, tables, (writer, values) =>
        {
            writer.WriteStartObject();
            foreach (var (key, value) in values)
            {
                writer.WritePropertyName(key);
                Number(writer, value);
            }

            writer.WriteEndObject();
        });

    /// <summary>An array member of texts.</summary>
    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>An array member of findings.</summary>
    public static void Findings(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings) FindingJson.Write(json, finding);
        json.WriteEndArray();
    }

    /// <summary>An array member of numbers.</summary>
    public static void Series(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) Number(json, value);
        json.WriteEndArray();
    }
}
