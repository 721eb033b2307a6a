using System.Globalization;
using System.Text.Json;

namespace Assay.Diagnosis;

/// <summary>The taught model as JSON: nodes of trees are arrays of sign, limit, where a missing sign goes, left, right and value.</summary>
static class DoctorJson
{
    public static byte[] Write(DoctorModel model)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Texts(json, "signs", model.Signs);
            Trees(json, "faulty", model.Faulty);
            Trees(json, "causes", model.Causes);
            Map(json, "faultyCalibration", model.FaultyCalibration);
            Map(json, "causeCalibration", model.CauseCalibration);
            Map(json, "findingCalibration", model.FindingCalibration);
            json.WritePropertyName("alarm");
            Number(json, model.Alarm);
            json.WritePropertyName("loggedAlarm");
            Number(json, model.LoggedAlarm);
            json.WritePropertyName("liveAlarm");
            Number(json, model.LiveAlarm);
            Numbers(json, "telling", model.Telling);
            Numbers(json, "gains", model.Gains);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    public static DoctorModel Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        return new DoctorModel(
            Texts(root.GetProperty("signs")), Trees(root.GetProperty("faulty")), ByName(root.GetProperty("telling")), Trees(root.GetProperty("causes")),
            Map(root.GetProperty("faultyCalibration")), Map(root.GetProperty("causeCalibration")), Map(root.GetProperty("findingCalibration")),
            root.GetProperty("alarm").GetDouble(), root.GetProperty("loggedAlarm").GetDouble(), root.GetProperty("liveAlarm").GetDouble(), ByName(root.GetProperty("gains")));
    }

    static void Trees(Utf8JsonWriter json, string name, BoostedTrees trees)
    {
        json.WriteStartObject(name);
        Texts(json, "classes", trees.Classes);
        Numbers(json, "starts", trees.Starts);
        json.WriteStartArray("trees");
        foreach (var one in trees.Trees)
        {
            json.WriteStartArray();
            foreach (var tree in one)
            {
                json.WriteStartArray();
                foreach (var node in tree)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(node.Sign);
                    if (node.Sign < 0) Number(json, node.Value);
                    else
                    {
                        Number(json, node.Limit);
                        json.WriteNumberValue(node.MissingLeft ? 1 : 0);
                        json.WriteNumberValue(node.Left);
                        json.WriteNumberValue(node.Right);
                    }
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static BoostedTrees Trees(JsonElement element) => new(
        Texts(element.GetProperty("classes")), Numbers(element.GetProperty("starts")),
        [.. element.GetProperty("trees").EnumerateArray().Select(one => (IReadOnlyList<IReadOnlyList<TreeNode>>)[.. one.EnumerateArray()
            .Select(tree => (IReadOnlyList<TreeNode>)[.. tree.EnumerateArray().Select(Node)])])]);

    static TreeNode Node(JsonElement node) => node[0].GetInt32() < 0
        ? new TreeNode(-1, 0, false, 0, 0, node[1].GetDouble())
        : new TreeNode(node[0].GetInt32(), node[1].GetDouble(), node[2].GetInt32() == 1, node[3].GetInt32(), node[4].GetInt32(), 0);

    static void Map(Utf8JsonWriter json, string name, Calibration map)
    {
        json.WriteStartObject(name);
        Numbers(json, "scores", map.Scores);
        Numbers(json, "probabilities", map.Probabilities);
        json.WriteEndObject();
    }

    static Calibration Map(JsonElement element) => new(Numbers(element.GetProperty("scores")), Numbers(element.GetProperty("probabilities")));

    static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static string[] Texts(JsonElement element) => [.. element.EnumerateArray().Select(one => one.GetString()!)];

    static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) Number(json, number);
        json.WriteEndArray();
    }

    static void Numbers(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, number) in numbers)
        {
            json.WritePropertyName(key);
            Number(json, number);
        }
        json.WriteEndObject();
    }

    static Dictionary<string, double> ByName(JsonElement element) => element.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble());

    static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(one => one.GetDouble())];

    static void Number(Utf8JsonWriter json, double number) => json.WriteRawValue(number.ToString("G4", CultureInfo.InvariantCulture));
}
