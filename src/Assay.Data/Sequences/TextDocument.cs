using Assay.Data.Text;

namespace Assay.Data.Sequences;

/// <summary>A text and what it is called.</summary>
/// <param name="Name">Such as its file's place in a folder.</param>
/// <param name="Text">Prose; blank lines stand between paragraphs.</param>
public sealed record TextDocument(string Name, string Text)
{
    /// <summary>The .txt files of a folder and the folders in it, in ordinal order of their paths; files of white space are left out.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There is no text in it, too much, or one that is not UTF-8.</exception>
    public static IReadOnlyList<TextDocument> ReadFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: no such folder of texts.");
        var files = Directory.GetFiles(folder, "*.txt", SearchOption.AllDirectories)
            .Select(file => (Path: file, Name: Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var bytes = files.Sum(file => new FileInfo(file.Path).Length);
        if (bytes > PoemReader.MostBytes) throw PoemReader.TooLarge(folder, bytes);
        var documents = files.Select(file => new TextDocument(file.Name, PoemReader.ReadText(file.Path))).Where(document => !string.IsNullOrWhiteSpace(document.Text)).ToList();
        return documents.Count > 0 ? documents
            : throw new InvalidDataException($"{folder}: a folder of texts needs .txt files that are not empty; it has {files.Count} .txt file(s).");
    }
}
