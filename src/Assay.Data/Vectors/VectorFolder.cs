namespace Assay.Data.Vectors;

/// <summary>Imported word vectors by name: the files NAME.assayvec of one folder.</summary>
public sealed class VectorFolder(string path)
{
    const string Extension = ".assayvec";

    /// <summary>The names there are, sorted.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(path)
        ? [.. Directory.GetFiles(path, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The file of a name, whether it is there or not.</summary>
    /// <exception cref="ArgumentException">The name is no file name.</exception>
    public string FileOf(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name.StartsWith('.') || name.Contains('\\', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' cannot be the name of word vectors; letters, digits, '-' and '_' can.");
        return Path.Combine(path, name + Extension);
    }

    /// <summary>Opens the vectors of a name.</summary>
    /// <exception cref="FileNotFoundException">There are none; the message lists what there is.</exception>
    public WordVectors Open(string name)
    {
        var file = FileOf(name);
        if (File.Exists(file)) return WordVectors.Open(file);
        var there = Names;
        throw new FileNotFoundException($"There are no vectors '{name}' in {path}; there {(there.Count == 0 ? "are none: import, fetch or train some" : $"is {string.Join(", ", there)}")}.", file);
    }
}
