using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Data.Text;
using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>A text compressed: a code for each of its windows, and what is needed to put the windows together again.</summary>
/// <param name="Model">Which model it belongs to: <see cref="PoetryModel.Fingerprint"/>.</param>
/// <param name="Width">Floats of a word vector.</param>
/// <param name="Overlap">Tokens that neighbouring windows share.</param>
/// <param name="Lengths">Tokens of each window.</param>
/// <param name="Codes">The code of each window.</param>
public sealed record PoemCode(string Model, int Width, int Overlap, IReadOnlyList<int> Lengths, IReadOnlyList<float[]> Codes)
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IgnoreReadOnlyProperties = true,
    };

    /// <summary>Tokens of the text, both end markers included.</summary>
    public int Tokens => Lengths.Sum() - (Overlap * (Lengths.Count - 1));

    /// <summary>Floats of all codes.</summary>
    public int Floats => Codes.Sum(code => code.Length);

    /// <summary>Floats of the text's word vectors over <see cref="Floats"/>. The few whole numbers beside the codes do not count.</summary>
    public double Compression => (double)Tokens * Width / Floats;

    /// <summary>Where each window stands in the text.</summary>
    public IReadOnlyList<Chunk> Chunks
    {
        get
        {
            var starts = Lengths.Select((_, i) => Lengths.Take(i).Sum() - (Overlap * i));
            return [.. starts.Select((start, i) => new Chunk(0, i, Lengths.Count, start, start + Lengths[i], Tokens,
                i == 0 ? 0 : Overlap, i == Lengths.Count - 1 ? 0 : Overlap))];
        }
    }

    /// <summary>The code as JSON; floats keep their bits.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is no such code, or its parts do not fit together.</exception>
    public static PoemCode FromJson(string json, string name = "code")
    {
        PoemCode? code;
        try
        {
            code = JsonSerializer.Deserialize<PoemCode>(json, Json);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{name}: is no code of a poem: {exception.Message}", exception);
        }
        if (code is null || code.Codes.Count == 0 || code.Codes.Any(one => one is not { Length: > 0 } || one.Length != code.Codes[0].Length)
            || code.Width < 1 || code.Overlap < 0 || code.Lengths.Count != code.Codes.Count || code.Lengths.Any(length => length <= code.Overlap))
            throw new InvalidDataException($"{name}: is no code of a poem: needed are one length above the overlap and one code, all of them equally long, for each window.");
        return code;
    }

    /// <summary>Writes <see cref="ToJson"/> to a file, whole or not at all.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToJson() + "\n"));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file holds no such code.</exception>
    public static PoemCode Load(string path) => FromJson(File.ReadAllText(path), path);
}
