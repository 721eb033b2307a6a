using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Assay.Tests.Golden;

/// <summary>One family of golden cases, read from tests/golden (see the README there).</summary>
sealed class GoldenFile
{
    static readonly ConcurrentDictionary<string, Lazy<GoldenFile>> Opened = new();

    readonly Dictionary<string, GoldenCase> _cases = [];

    GoldenFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var data = bytes.AsMemory(8 + length);
        var header = JsonDocument.Parse(bytes.AsMemory(8, length)).RootElement;
        foreach (var entry in header.GetProperty("__metadata__").EnumerateObject())
        {
            var description = JsonDocument.Parse(entry.Value.GetString()!).RootElement;
            var op = description.GetProperty("op").GetString()!;
            _cases[entry.Name] = new GoldenCase(entry.Name, op, description.GetProperty("arguments"));
        }

        foreach (var entry in header.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            var parts = entry.Name.Split('/');
            _cases[parts[0]].Add(parts[1], parts[2], ReadTensor(entry.Value, data));
        }
    }

    /// <summary>The cases in the order in which they were recorded.</summary>
    public IEnumerable<GoldenCase> Cases => _cases.Values;

    /// <summary>The case of this name; KeyNotFoundException where there is none.</summary>
    public GoldenCase this[string name] => _cases[name];

    /// <summary>The file of a family, for example "recurrent"; read once.</summary>
    public static GoldenFile Open(string family) => Opened.GetOrAdd(family, static family =>
        new Lazy<GoldenFile>(() => new GoldenFile(Path.Combine(Folder(), family + ".safetensors")))).Value;

    /// <summary>The families that are there.</summary>
    public static IEnumerable<string> Families() =>
        Directory.GetFiles(Folder(), "*.safetensors").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
                return Path.Combine(folder.FullName, "tests", "golden");
        throw new DirectoryNotFoundException($"No Assay.slnx in a folder above {AppContext.BaseDirectory}.");
    }

    static GoldenTensor ReadTensor(JsonElement entry, ReadOnlyMemory<byte> data)
    {
        var shape = entry.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()).ToArray();
        var (start, end) = (entry.GetProperty("data_offsets")[0].GetInt32(), entry.GetProperty("data_offsets")[1].GetInt32());
        var bytes = data.Span[start..end];
        Array values = entry.GetProperty("dtype").GetString() switch
        {
            "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "F64" => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            "I32" => MemoryMarshal.Cast<byte, int>(bytes).ToArray(),
            "BOOL" => MemoryMarshal.Cast<byte, bool>(bytes).ToArray(),
            var other => throw new InvalidDataException($"A golden file holds no {other}."),
        };
        return new GoldenTensor(shape, values);
    }
}
