using System.Buffers.Binary;
using System.Text.Json;
using Assay.Runs;

namespace Assay.Training;

/// <summary>
/// Reads and writes the safetensors format: eight bytes with the length of the header, the header in JSON, the data.
/// What is written here also carries checksums in its metadata, one of the header and one of each tensor, so that any
/// damaged byte is found and named; other programs see ordinary metadata.
/// </summary>
public static class Safetensors
{
    internal const string HeaderKey = "header_crc32c";
    internal const string TensorKey = "crc32c:";
    internal const string MetadataName = "__metadata__";

    /// <summary>How each header written here begins; the checksum follows, itself counted as eight zeros.</summary>
    internal static ReadOnlySpan<byte> Prefix => "{\"__metadata__\":{\"header_crc32c\":\""u8;

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file; its folder is made if missing.</param>
    /// <param name="tensors">The tensors by name, in the order they shall stand in.</param>
    /// <param name="metadata">Further texts by name.</param>
    /// <exception cref="ArgumentException">A name is empty or one that the format or the checksums need.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public static void Write(
        string path, IEnumerable<KeyValuePair<string, StoredTensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var entries = tensors.ToArray();
        var header = Header(entries, metadata ?? new Dictionary<string, string>());
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        var checksum = Crc32C.Text(Crc32C.Append(Crc32C.Append(Crc32C.Start, length), header));
        for (var i = 0; i < checksum.Length; i++) header[Prefix.Length + i] = (byte)checksum[i];
        var start = length.ToArray();
        AtomicFile.Write(path, stream =>
        {
            stream.Write(start);
            stream.Write(header);
            foreach (var (_, tensor) in entries) stream.Write(tensor.Bytes);
        });
    }

    /// <summary>Reads a whole file, trusting nothing in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="needChecksums">True refuses files without checksums, which other programs write.</param>
    /// <exception cref="InvalidDataException">
    /// The file is not what the format asks for, is cut off, too long or damaged; the message says where.
    /// </exception>
    public static SafetensorsFile Read(string path, bool needChecksums = false) => SafetensorsReader.Read(path, needChecksums);

    static byte[] Header(KeyValuePair<string, StoredTensor>[] entries, IReadOnlyDictionary<string, string> metadata)
    {
        var names = new HashSet<string>();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            json.WriteString(HeaderKey, "00000000");
            foreach (var (key, value) in metadata)
            {
                if (key == HeaderKey || key.StartsWith(TensorKey))
                    throw new ArgumentException($"The metadata key '{key}' is kept for checksums.", nameof(metadata));
                json.WriteString(key, value);
            }
            foreach (var (name, tensor) in entries) json.WriteString(TensorKey + name, Crc32C.Of(tensor.Bytes));
            json.WriteEndObject();
            var offset = 0L;
            foreach (var (name, tensor) in entries)
            {
                if (name is "" or MetadataName || !names.Add(name))
                    throw new ArgumentException($"A tensor cannot be called '{name}': empty, reserved or used twice.", nameof(entries));
                WriteEntry(json, name, tensor, ref offset);
            }
            json.WriteEndObject();
        }
        // Spaces up to a multiple of 8, so that the data is aligned for programs that map the file.
        while (stream.Length % 8 != 0) stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    static void WriteEntry(Utf8JsonWriter json, string name, StoredTensor tensor, ref long offset)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (var dim in tensor.Dims) json.WriteNumberValue(dim);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset += tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
