using Assay.Data.Numpy;
using Assay.Tensors;

namespace Assay.Data.Sequences;

/// <summary>
/// Vectors of documents in a NumPy archive: windows (<c>context_sequences</c> and <c>target_vectors</c>, <c>contexts</c> and <c>targets</c>, or both with
/// <c>train_</c>), or <c>vectors</c> in reading order. Documents are told apart by <c>article_ids</c>, <c>article_indices</c>, <c>document_ids</c> or
/// <c>documents</c>, one for each window (the document of its target) or vector; places in them by <c>chunk_indices</c>.
/// </summary>
/// <example><code>
/// var archive = SequenceArchive.Read("sequences.npz");
/// foreach (var note in archive.Notes) Console.WriteLine(note);
/// var windows = new VectorWindows(archive.Corpus, archive.Context ?? 5, [0, 1, 2]);
/// </code></example>
public sealed class SequenceArchive
{
    static readonly (string Prefix, string Contexts, string Targets)[] WindowKeys =
    [
        ("", "context_sequences", "target_vectors"),
        ("", "contexts", "targets"),
        ("train_", "train_context_sequences", "train_target_vectors"),
    ];

    static readonly string[] TextKeys = ["texts", "concept_texts"];

    SequenceArchive(VectorCorpus corpus, int? context, IReadOnlyList<string> notes) => (Corpus, Context, Notes) = (corpus, context, notes);

    /// <summary>The vectors, each once.</summary>
    public VectorCorpus Corpus { get; }

    /// <summary>Vectors before the target in the file's windows; null where it has none.</summary>
    public int? Context { get; }

    /// <summary>What a reader of results should know of the data, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads a corpus.</summary>
    /// <param name="path">An .npz archive.</param>
    /// <param name="context">Vectors before a target, where the file does not say: it matters only for gaps between parts.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Arrays are missing or damaged or do not fit together, or vectors are not finite or zero.</exception>
    public static SequenceArchive Read(string path, int context = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        using var file = NumpyFile.Open(path);
        foreach (var (prefix, contexts, targets) in WindowKeys)
            if (file.Names.Contains(contexts) && file.Names.Contains(targets)) return Windows(file, path, prefix, contexts, targets);
        if (file.Names.Contains("vectors")) return Rows(file, path, context);
        var has = file.Names.Count == 0 ? "no array" : string.Join(", ", file.Names);
        throw new InvalidDataException($"{path}: needed are {string.Join(", or ", WindowKeys.Select(keys => $"{keys.Contexts} and {keys.Targets}"))}, or vectors; the file has {has}.");
    }

    /// <summary>Reads contexts without targets: <c>context_sequences</c>, <c>contexts</c> or the only array of the file.</summary>
    /// <returns>(windows, context, dimension); one window where the array is a matrix.</returns>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static Tensor ReadContexts(string path)
    {
        using var file = NumpyFile.Open(path);
        var name = WindowKeys.Select(keys => keys.Contexts).FirstOrDefault(file.Names.Contains)
            ?? (file.Names.Count == 1 ? file.Names[0] : throw new InvalidDataException($"{path}: needed is context_sequences or contexts, or a single array; the file has {string.Join(", ", file.Names)}."));
        using var reader = file.Array(name);
        var shape = reader.Header.Shape;
        if (shape.Count is not (2 or 3) || reader.Header.Count is 0 or > 1 << 30)
            throw new InvalidDataException($"{path}, {name}: has shape {reader.Header.ShapeText}; needed: (windows, context, dimension) or (context, dimension).");
        var width = shape[^1];
        var values = new float[reader.Header.Count];
        reader.Read(values);
        var check = new RowCheck($"{path}, {name}", shape.Count == 3 ? "window" : "row");
        for (var row = 0; row * width < values.Length; row++) check.Look(values.AsSpan(row * width, width), shape.Count == 3 ? row / shape[1] : row);
        check.ThrowIfBad();
        return Tensor.From(values, shape.Count == 3 ? shape[0] : 1, shape[^2], width);
    }

    /// <summary>Writes a corpus as <c>vectors</c>, <c>documents</c> (names), <c>chunk_indices</c> (with a step over each gap) and, if known, <c>texts</c>.</summary>
    /// <param name="path">The file; whole or not there.</param>
    /// <param name="corpus">Rows that are no document's are left out.</param>
    /// <param name="compress">Deflated; else stored.</param>
    public static void Write(string path, VectorCorpus corpus, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var (rows, documents, places) = (new List<int>(), new List<string>(), new List<long>());
        var next = new long[corpus.Documents.Count];
        foreach (var segment in corpus.Segments)
        {
            for (var i = 0; i < segment.Count; i++)
            {
                rows.Add(segment.First + i);
                documents.Add(corpus.Documents[segment.Document]);
                places.Add(next[segment.Document]++);
            }
            next[segment.Document]++;
        }
        using var writer = new NpzWriter(path, compress);
        writer.WriteRows("vectors", [rows.Count, corpus.Dimension], (row, to) => corpus[rows[row]].CopyTo(to));
        writer.Write("documents", documents);
        writer.Write("chunk_indices", places.ToArray(), places.Count);
        if (corpus.Texts is { } texts) writer.Write("texts", [.. rows.Select(row => texts[row])]);
        writer.Finish();
    }

    /// <summary>Writes windows as <c>context_sequences</c>, <c>target_vectors</c> and <c>document_ids</c>.</summary>
    /// <param name="path">The file; whole or not there.</param>
    /// <param name="windows">At least one.</param>
    /// <param name="compress">Deflated; else stored.</param>
    public static void Write(string path, VectorWindows windows, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var (corpus, width) = (windows.Corpus, windows.Corpus.Dimension);
        using var writer = new NpzWriter(path, compress);
        writer.WriteRows("context_sequences", [windows.Count, windows.Context, width], (window, to) => corpus.Values.Slice(windows.First(window) * width, to.Length).CopyTo(to));
        writer.WriteRows("target_vectors", [windows.Count, width], (window, to) => corpus[windows.Target(window)].CopyTo(to));
        writer.Write("document_ids", [.. Enumerable.Range(0, windows.Count).Select(window => (long)windows.Document(window))], windows.Count);
        writer.Finish();
    }

    static SequenceArchive Windows(NumpyFile file, string path, string prefix, string contexts, string targets)
    {
        var reader = new WindowReader(file, path, contexts, targets);
        var labels = DocumentLabels.Read(file, reader.Count, prefix);
        var chains = new WindowChains(reader.Hashes(), reader.Context + 1, labels?.Of);
        var values = reader.Vectors(chains);
        var documents = labels is null ? Numbered(chains.Groups()) : [.. chains.Sequences.Select(sequence => sequence[0].Document)];
        var segments = new Segment[chains.Sequences.Count];
        for (var i = 0; i < segments.Length; i++)
        {
            var sequence = chains.Sequences[i];
            segments[i] = new Segment(documents[i], (int)sequence[0].Start, sequence.Sum(chain => chain.Count - chain.Skipped));
        }
        var names = labels?.Names ?? [.. Enumerable.Range(1, documents.Max() + 1).Select(number => $"document {number}")];
        var corpus = new VectorCorpus(values, reader.Dimension, names, segments);
        var notes = new List<string>();
        var kept = segments.Sum(segment => Math.Max(0L, segment.Count - reader.Context));
        if (kept < reader.Count) notes.Add($"{reader.Count - kept:N0} of {reader.Count:N0} windows of {path} are not used: they reach from one document into the next, or repeat another one.");
        if (labels is null) notes.Add($"{path} does not tell documents apart: windows that share vectors are taken for one document, and some may reach over an unknown boundary.");
        return new SequenceArchive(CorpusParts.Cut(corpus, reader.Context, notes), reader.Context, notes);
    }

    static SequenceArchive Rows(NumpyFile file, string path, int context)
    {
        float[] values;
        int count, width;
        using (var reader = file.Array("vectors"))
        {
            if (reader.Header.Shape is not [> 0 and var rows, > 0 and var columns] || reader.Header.Count > Array.MaxLength)
                throw new InvalidDataException($"{path}, vectors: has shape {reader.Header.ShapeText}; needed: (vectors, dimension), at most {Array.MaxLength:N0} numbers.");
            (count, width, values) = (rows, columns, new float[reader.Header.Count]);
            var check = new RowCheck($"{path}, vectors", "row");
            for (var row = 0; row < count; row++)
            {
                reader.Read(values.AsSpan(row * width, width));
                check.Look(values.AsSpan(row * width, width), row);
            }
            check.ThrowIfBad();
        }
        var labels = DocumentLabels.Read(file, count);
        var notes = new List<string>();
        var order = RowOrder.Read(file, count, labels, notes);
        order.Sort(values, width);
        var corpus = new VectorCorpus(values, width, labels?.Names ?? ["document 1"], order.Segments) { Texts = order.Sort(Texts(file, count)) };
        if (labels is null) notes.Add($"{path} does not tell documents apart: windows may reach over unknown boundaries.");
        return new SequenceArchive(CorpusParts.Cut(corpus, context, notes), null, notes);
    }

    static string[]? Texts(NumpyFile file, int count)
    {
        if (TextKeys.FirstOrDefault(file.Names.Contains) is not { } name) return null;
        try
        {
            return file.Texts(name, count);
        }
        catch (InvalidDataException)
        {
            // Pickled texts are not read, and nothing but reports would show them.
            return null;
        }
    }

    static int[] Numbered(int[] groups)
    {
        var numbers = new Dictionary<int, int>();
        return [.. groups.Select(group => numbers.TryGetValue(group, out var number) ? number : numbers[group] = numbers.Count)];
    }
}
