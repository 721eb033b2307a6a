using Assay.Data.Vectors;

namespace Assay.Data.Sequences;

/// <summary>A corpus as a person has it: a file of vectors, or a folder of texts and vectors of words.</summary>
/// <param name="Corpus">The vectors. Where there are too few documents for a split, contiguous parts stand for documents.</param>
/// <param name="Context">Vectors before a target, where the file has windows.</param>
/// <param name="IsRaw">True for texts: <see cref="CommonComponents"/> of the training vectors are still to be removed.</param>
/// <param name="Notes">What a reader of results should know of the data, in sentences.</param>
public sealed record DocumentVectors(VectorCorpus Corpus, int? Context, bool IsRaw, IReadOnlyList<string> Notes)
{
    /// <summary>How much of texts the vectors stand for, in a sentence; null where there are no texts.</summary>
    public string? Coverage { get; init; }

    /// <summary>Reads an .npz file as <see cref="SequenceArchive"/> does, or a folder of .txt files as <see cref="PassageVectors"/>.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="vectors">Opens the word vectors; asked only for texts.</param>
    /// <param name="passages">How long passages of texts are.</param>
    /// <param name="context">Vectors before a target, where the file does not say.</param>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">What is there cannot be read; the message says why.</exception>
    public static DocumentVectors Read(string path, Func<WordVectors> vectors, PassageSettings? passages = null, int context = 5)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(vectors);
        if (File.Exists(path))
        {
            var archive = SequenceArchive.Read(path, context);
            return new DocumentVectors(archive.Corpus, archive.Context, false, archive.Notes);
        }
        if (!Directory.Exists(path)) throw new FileNotFoundException($"{path}: no such .npz file or folder of .txt files.", path);
        var documents = TextDocument.ReadFolder(path);
        using var words = vectors();
        var read = PassageVectors.Embed(documents, words, passages);
        var notes = read.Notes.ToList();
        return new DocumentVectors(CorpusParts.Cut(read.Corpus, context, notes), null, true, notes) { Coverage = read.Coverage };
    }
}
