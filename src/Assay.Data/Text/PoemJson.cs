using System.Text.Json;

namespace Assay.Data.Text;

/// <summary>Poems as JSON: a list of strings or of objects with a text, an object that holds such a list, or one object.</summary>
static class PoemJson
{
    static readonly string[] TextNames = ["text", "content", "poem", "body"];
    static readonly string[] ListNames = ["poems", "data", "items", "records"];

    static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static List<Poem> Parse(string text, string name)
    {
        using var document = Open(text, name, 0);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && Find(root, ListNames) is { ValueKind: JsonValueKind.Array } inner && Find(root, TextNames) is null)
            root = inner;
        var poems = new List<Poem>();
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in root.EnumerateArray().Index()) poems.Add(Read(item, $"{name}, poem {index + 1}"));
        }
        else
        {
            poems.Add(Read(root, name));
        }
        return poems;
    }

    public static List<Poem> ParseLines(string text, string name)
    {
        var poems = new List<Poem>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var document = Open(line, name, index);
            poems.Add(Read(document.RootElement, $"{name}, line {index + 1}"));
        }
        return poems;
    }

    static JsonDocument Open(string text, string name, int line)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{name}, line {line + (exception.LineNumber ?? 0) + 1}: is not JSON: {FirstSentence(exception.Message)}", exception);
        }
    }

    static Poem Read(JsonElement item, string place)
    {
        if (item.ValueKind == JsonValueKind.String) return new Poem(Checked(item.GetString()!, place));
        if (item.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"{place}: is {Describe(item)}; needed: an object with \"text\", or a string.");
        if (Find(item, TextNames) is not { } text)
        {
            var keys = string.Join(", ", item.EnumerateObject().Select(property => property.Name).Take(8));
            throw new InvalidDataException($"{place}: has no \"text\" (nor {string.Join(", ", TextNames[1..].Select(other => $"\"{other}\""))}); it has {(keys.Length > 0 ? keys : "nothing")}.");
        }
        if (text.ValueKind != JsonValueKind.String) throw new InvalidDataException($"{place}: \"text\" is {Describe(text)}; needed: a string.");
        return new Poem(Checked(text.GetString()!, place), Word(item, "title"), Word(item, "author"), Word(item, "form"));
    }

    static string Checked(string text, string place) =>
        string.IsNullOrWhiteSpace(text) ? throw new InvalidDataException($"{place}: its text is empty.") : PoemReader.Clean(text);

    static JsonElement? Find(JsonElement item, string[] names)
    {
        foreach (var name in names)
            foreach (var property in item.EnumerateObject())
                if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        return null;
    }

    static string? Word(JsonElement item, string name) =>
        Find(item, [name]) is { ValueKind: JsonValueKind.String } value && !string.IsNullOrWhiteSpace(value.GetString()) ? value.GetString()!.Trim() : null;

    static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "a string",
    };

    static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }
}
