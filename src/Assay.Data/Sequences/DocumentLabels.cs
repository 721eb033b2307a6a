using Assay.Data.Numpy;

namespace Assay.Data.Sequences;

/// <summary>Which document each row or window of a file belongs to.</summary>
/// <param name="Of">The document of each, counted from 0 in the order in which they first come.</param>
/// <param name="Names">The documents' names.</param>
sealed record DocumentLabels(int[] Of, IReadOnlyList<string> Names)
{
    static readonly string[] Keys = ["article_ids", "article_indices", "document_ids", "documents"];

    /// <summary>Reads them, or null where the file has none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="count">Rows or windows.</param>
    /// <param name="prefix">What the keys begin with.</param>
    /// <exception cref="InvalidDataException">They are neither whole numbers nor texts, or not as many.</exception>
    public static DocumentLabels? Read(NumpyFile file, int count, string prefix = "")
    {
        if (Keys.Select(key => prefix + key).FirstOrDefault(file.Names.Contains) is not { } name) return null;
        NpyKind kind;
        using (var reader = file.Array(name)) kind = reader.Header.Kind;
        return kind is NpyKind.Unicode or NpyKind.Bytes
            ? Numbered(file.Texts(name, count), text => text)
            : Numbered(file.Integers(name, count), number => $"document {number}");
    }

    static DocumentLabels Numbered<T>(T[] labels, Func<T, string> name)
        where T : notnull
    {
        var (places, names) = (new Dictionary<T, int>(), new List<string>());
        var of = new int[labels.Length];
        for (var i = 0; i < of.Length; i++)
        {
            if (!places.TryGetValue(labels[i], out of[i]))
            {
                places[labels[i]] = of[i] = names.Count;
                names.Add(name(labels[i]));
            }
        }
        return new DocumentLabels(of, names);
    }
}
