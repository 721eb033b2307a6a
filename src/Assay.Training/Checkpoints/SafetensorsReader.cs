using System.Buffers.Binary;
using System.Text.Json;

namespace Assay.Training;

/// <summary>One reading of a safetensors file. No memory is taken for a size that the file claims before the file is known to have it.</summary>
sealed class SafetensorsReader
{
    const int LengthBytes = 8;
    const long LongestHeader = 100_000_000;

    readonly string _path;
    readonly FileStream _stream;
    readonly bool _needChecksums;

    SafetensorsReader(string path, FileStream stream, bool needChecksums) =>
        (_path, _stream, _needChecksums) = (path, stream, needChecksums);

    public static SafetensorsFile Read(string path, bool needChecksums)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return new SafetensorsReader(path, stream, needChecksums).Read();
    }

    SafetensorsFile Read()
    {
        var header = ReadHeader(out var hasChecksums);
        var (entries, metadata) = Parse(header);
        if (!hasChecksums && metadata.Keys.FirstOrDefault(IsChecksum) is { } stray)
            throw Bad($"the header is damaged: it has '{stray}' but does not begin with its own checksum");

        CheckLayout(entries, _stream.Length - LengthBytes - header.Length);
        var tensors = new OrderedDictionary<string, StoredTensor>(entries.Count);
        foreach (var entry in entries)
        {
            var bytes = new byte[entry.End - entry.Start];
            _stream.ReadExactly(bytes);
            if (hasChecksums) Verify(entry.Name, bytes, metadata);
            tensors.Add(entry.Name, new StoredTensor(entry.Type, entry.Dims, bytes));
        }
        foreach (var key in metadata.Keys.Where(IsChecksum).ToArray()) metadata.Remove(key);
        return new SafetensorsFile(tensors, metadata);
    }

    byte[] ReadHeader(out bool hasChecksums)
    {
        var available = _stream.Length - LengthBytes;
        if (available < 0) throw Bad($"the header is cut off: {_stream.Length} bytes, and its length alone takes {LengthBytes}");
        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        _stream.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length < 2 || length > (ulong)Math.Min(available, LongestHeader))
            throw Bad($"the header is damaged or cut off: it claims {length} bytes, and there can be 2 to {Math.Min(available, LongestHeader)}");

        var header = new byte[length];
        _stream.ReadExactly(header);
        hasChecksums = header.AsSpan().StartsWith(Safetensors.Prefix) && header.Length >= Safetensors.Prefix.Length + 8;
        if (!hasChecksums)
            return _needChecksums ? throw Bad("the header is damaged, or the file never had checksums: it does not begin with one") : header;

        var zeroed = header.ToArray();
        var place = zeroed.AsSpan(Safetensors.Prefix.Length, 8);
        var stored = string.Concat(place.ToArray().Select(digit => (char)digit));
        place.Fill((byte)'0');
        var computed = Crc32C.Text(Crc32C.Append(Crc32C.Append(Crc32C.Start, lengthBytes), zeroed));
        return stored == computed ? header : throw Bad($"the header is damaged: its checksum is {computed}, stored is {stored}");
    }

    (List<Entry> Entries, OrderedDictionary<string, string> Metadata) Parse(byte[] header)
    {
        try
        {
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            if (header[0] != '{') throw Bad("the header does not begin with '{'");
            var entries = new List<Entry>();
            var names = new HashSet<string>();
            var metadata = new OrderedDictionary<string, string>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name)) throw Bad($"the header has '{property.Name}' twice");
                if (property.Name != Safetensors.MetadataName) entries.Add(ParseEntry(property.Name, property.Value));
                else ParseMetadata(property.Value, metadata);
            }
            return (entries, metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Bad($"the header is not what the format asks for: {e.Message}");
        }
    }

    void ParseMetadata(JsonElement element, OrderedDictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Bad("the metadata is not an object");
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) throw Bad($"the metadata '{property.Name}' is not a text");
            if (!metadata.TryAdd(property.Name, property.Value.GetString()!)) throw Bad($"the metadata has '{property.Name}' twice");
        }
    }

    Entry ParseEntry(string name, JsonElement element)
    {
        if (name.Length == 0) throw Bad("a tensor has no name");
        if (element.ValueKind != JsonValueKind.Object || element.GetPropertyCount() != 3
            || !element.TryGetProperty("dtype", out var typeName) || typeName.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var shape) || !element.TryGetProperty("data_offsets", out var offsets))
            throw Bad($"tensor '{name}' needs dtype, shape and data_offsets, and nothing else");
        if (!Enum.TryParse<ElementType>(typeName.GetString(), out var type) || type.ToString() != typeName.GetString())
            throw Bad($"tensor '{name}' has type '{typeName.GetString()}'; known are {string.Join(", ", Enum.GetNames<ElementType>())}");

        var dims = Numbers(name, "shape", shape);
        var place = Numbers(name, "data_offsets", offsets);
        if (place.Length != 2 || place[0] > place[1])
            throw Bad($"tensor '{name}' needs data_offsets [start, end]; they are [{string.Join(", ", place)}]");
        UInt128 size = (UInt128)StoredTensor.Size(type);
        foreach (var dim in dims)
        {
            size *= (UInt128)dim;
            if (size > (UInt128)Array.MaxLength && !dims.Contains(0))
                throw Bad($"tensor '{name}' of shape {shape} takes more than {Array.MaxLength} bytes");
        }
        if (size != (UInt128)(place[1] - place[0]))
            throw Bad($"tensor '{name}' of type {type} and shape {shape} takes {size} bytes; its data_offsets span {place[1] - place[0]}");
        if (dims.Any(dim => dim > int.MaxValue)) throw Bad($"tensor '{name}' has shape {shape}; an axis has at most {int.MaxValue}");
        return new Entry(name, type, Array.ConvertAll(dims, dim => (int)dim), place[0], place[1]);
    }

    long[] Numbers(string name, string what, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > 64) throw Bad($"tensor '{name}' needs a short list as {what}");
        var numbers = new long[element.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
            if (element[i].ValueKind != JsonValueKind.Number || !element[i].TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Bad($"tensor '{name}' needs whole numbers of at least 0 as {what}; one is {element[i].GetRawText()}");
        return numbers;
    }

    /// <summary>The data must be the tensors side by side, from its first byte to its last.</summary>
    void CheckLayout(List<Entry> entries, long available)
    {
        entries.Sort((a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        var expected = 0L;
        var before = "";
        foreach (var entry in entries)
        {
            if (entry.Start < expected) throw Bad($"tensor '{entry.Name}' overlaps '{before}'");
            if (entry.Start > expected) throw Bad($"{entry.Start - expected} bytes before tensor '{entry.Name}' belong to no tensor");
            if (entry.End > available)
                throw Bad($"tensor '{entry.Name}' is cut off: it ends at byte {entry.End} of the data, and there are {available}");
            (expected, before) = (entry.End, entry.Name);
        }
        if (expected < available) throw Bad($"{available - expected} bytes follow the last tensor");
    }

    void Verify(string name, byte[] bytes, OrderedDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Safetensors.TensorKey + name, out var stored)) throw Bad($"tensor '{name}' has no checksum");
        var computed = Crc32C.Of(bytes);
        if (computed != stored) throw Bad($"tensor '{name}' is damaged: its checksum is {computed}, stored is {stored}");
    }

    static bool IsChecksum(string key) => key == Safetensors.HeaderKey || key.StartsWith(Safetensors.TensorKey, StringComparison.Ordinal);

    InvalidDataException Bad(string what) => new($"{_path}: {what}.");

    readonly record struct Entry(string Name, ElementType Type, int[] Dims, long Start, long End);
}
