using Assay.Data.Numpy;
using Assay.Data.Sequences;
using Assay.Tensors;
using Assay.Tests.Runs;

namespace Assay.Tests.Data.Sequences;

public sealed class SequenceArchiveTests : IDisposable
{
    const int Width = 3;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WindowsInOrderBecomeTheirDocuments()
    {
        var corpus = Random(20, 9, 30, 11);
        var path = _folder.File("windows.npz");
        SequenceArchive.Write(path, new VectorWindows(corpus, 5, [0, 1, 2, 3]), compress: true);

        var archive = SequenceArchive.Read(path);

        Assert.Equal(5, archive.Context);
        Assert.Equal(["document 0", "document 1", "document 2", "document 3"], archive.Corpus.Documents);
        Assert.Equal(corpus.Segments, archive.Corpus.Segments);
        Assert.Equal(corpus.Values, archive.Corpus.Values);
        Assert.Empty(archive.Notes);
    }

    [Theory]
    [InlineData("contexts", "targets")]
    [InlineData("train_context_sequences", "train_target_vectors")]
    public void ShuffledWindowsWithoutIdsArePutTogetherAgain(string contexts, string targets)
    {
        var corpus = Random(20, 9, 30, 11);
        var windows = new VectorWindows(corpus, 5, [0, 1, 2, 3]);
        var path = Save(windows, new Rng(3).Permutation(windows.Count), contexts, targets);

        var archive = SequenceArchive.Read(path);

        Assert.Equal(4, archive.Corpus.Documents.Count);
        Assert.Equal([9, 11, 20, 30], archive.Corpus.Segments.Select(segment => segment.Count).Order());
        Assert.Equal(Rows(corpus), Rows(archive.Corpus));
        Assert.Contains("does not tell documents apart", Assert.Single(archive.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingWindowsAreBridgedWhereTheirNeighboursOverlap()
    {
        var corpus = Random(20, 20, 20);
        var windows = new VectorWindows(corpus, 5, [0, 1, 2]);
        var kept = new Rng(3).Permutation(windows.Count).Where(window => window % 4 != 0).ToArray();

        var archive = SequenceArchive.Read(Save(windows, kept));

        Assert.Equal(3, archive.Corpus.Segments.Count);
        // The first window is missing, and so is the last: their ends are in no other.
        Assert.Equal(Rows(corpus).Count() - 2, Rows(archive.Corpus).Count());
    }

    [Fact]
    public void WindowsThatShareVectorsAreOfOneDocument()
    {
        // Two documents share three vectors in their middles: not enough to go on from one to the other, too much to be strangers.
        var corpus = Random(12, 12, 12, 12);
        var rows = corpus.Values.ToArray();
        rows.AsSpan(4 * Width, 3 * Width).CopyTo(rows.AsSpan(16 * Width));
        var alike = new VectorCorpus(rows, Width, corpus.Documents, corpus.Segments);

        var archive = SequenceArchive.Read(Save(new VectorWindows(alike, 5, [0, 1, 2, 3])));

        Assert.Equal([0, 0, 1, 2], archive.Corpus.Segments.Select(segment => segment.Document));
        Assert.Equal(3, archive.Corpus.Documents.Count);
    }

    [Fact]
    public void OneChainIsCutIntoPartsWithGaps()
    {
        var corpus = Random(1000);

        var archive = SequenceArchive.Read(Save(new VectorWindows(corpus, 5, [0])));

        Assert.Equal(40, archive.Corpus.Documents.Count);
        Assert.Equal("part 1 of 40", archive.Corpus.Documents[0]);
        Assert.Equal(new Segment(0, 0, 25), archive.Corpus.Segments[0]);
        Assert.All(archive.Corpus.Segments.Zip(archive.Corpus.Segments.Skip(1)), pair => Assert.Equal(6, pair.Second.First - pair.First.First - pair.First.Count));
        Assert.Equal(2, archive.Notes.Count);
        Assert.Contains("There is one document: cut into 40 contiguous parts, 6 vectors apart", archive.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void WindowsThatCrossIntoTheNextDocumentAreGivenUp()
    {
        var corpus = Random(60);
        var windows = new VectorWindows(corpus, 5, [0]);
        var path = Save(windows, ids: [.. Enumerable.Range(0, windows.Count).Select(window => (long)(windows.Target(window) / 20))]);

        var archive = SequenceArchive.Read(path);

        Assert.Equal([new Segment(0, 0, 20), new Segment(1, 20, 20), new Segment(2, 40, 20)], archive.Corpus.Segments);
        Assert.Equal(corpus.Values, archive.Corpus.Values);
        Assert.Contains("10 of 55 windows", Assert.Single(archive.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void VectorsAreSortedByDocumentAndPlace()
    {
        var corpus = Random(6, 5, 7);
        var order = new Rng(5).Permutation(18);
        var path = _folder.File("vectors.npz");
        using (var writer = new NpzWriter(path))
        {
            writer.WriteRows("vectors", [18, Width], (row, to) => corpus[order[row]].CopyTo(to));
            writer.Write("article_indices", [.. order.Select(row => row < 6 ? 70L : row < 11 ? 3 : 9)], 18);
            writer.Write("chunk_indices", [.. order.Select(row => row == 17 ? 99L : row)], 18);
            writer.Write("concept_texts", [.. order.Select(row => $"text {row}")]);
            writer.Finish();
        }

        var archive = SequenceArchive.Read(path);

        Assert.Null(archive.Context);
        var sizes = archive.Corpus.Documents.Select((name, document) => (name, string.Join(' ', archive.Corpus.Segments.Where(segment => segment.Document == document).Select(segment => segment.Count)))).Order();
        Assert.Equal([("document 3", "5"), ("document 70", "6"), ("document 9", "6 1")], sizes);
        foreach (var segment in archive.Corpus.Segments)
            for (var row = segment.First; row < segment.First + segment.Count; row++)
            {
                var number = int.Parse(archive.Corpus.Texts![row][5..], System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(archive.Corpus[row].SequenceEqual(corpus[number]));
                if (row > segment.First) Assert.Equal($"text {number - 1}", archive.Corpus.Texts[row - 1]);
            }
    }

    [Fact]
    public void PlacesThatRepeatAreNoOrder()
    {
        var corpus = Random(30);
        var path = _folder.File("vectors.npz");
        using (var writer = new NpzWriter(path))
        {
            writer.WriteRows("vectors", [30, Width], (row, to) => corpus[row].CopyTo(to));
            writer.Write("article_ids", [.. Enumerable.Range(0, 30).Select(row => $"page {row / 10}")]);
            writer.Write("chunk_indices", new long[30], 30);
            writer.Finish();
        }

        var archive = SequenceArchive.Read(path);

        Assert.Equal(["page 0", "page 1", "page 2"], archive.Corpus.Documents);
        Assert.Equal(corpus.Values, archive.Corpus.Values);
        Assert.Contains("chunk_indices repeat within a document", Assert.Single(archive.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ACorpusIsWrittenWithItsGapsAndTexts()
    {
        var rows = Random(20).Values.ToArray();
        var corpus = new VectorCorpus(rows, Width, ["a", "b", "c"], [new(0, 0, 5), new(0, 6, 4), new(1, 10, 5), new(2, 15, 5)]) { Texts = [.. Enumerable.Range(0, 20).Select(row => $"row {row}")] };
        var path = _folder.File("corpus.npz");

        SequenceArchive.Write(path, corpus);
        var archive = SequenceArchive.Read(path);

        Assert.Equal(corpus.Documents, archive.Corpus.Documents);
        Assert.Equal([(0, 5), (0, 4), (1, 5), (2, 5)], archive.Corpus.Segments.Select(segment => (segment.Document, segment.Count)));
        Assert.Equal(corpus.Texts.Where((_, row) => row != 5), archive.Corpus.Texts);
        Assert.Empty(archive.Notes);
    }

    [Theory]
    [InlineData(new[] { 2, 5, 4 }, new[] { 3, 4 }, "needed: as many windows, and vectors of one dimension")]
    [InlineData(new[] { 2, 5, 4 }, new[] { 2, 3 }, "needed: as many windows, and vectors of one dimension")]
    [InlineData(new[] { 2, 5 }, new[] { 2, 5 }, "context_sequences: has shape (2, 5); needed: (windows, context, dimension)")]
    [InlineData(new[] { 2, 5, 4 }, new[] { 2, 4, 1 }, "target_vectors: has shape (2, 4, 1); needed: (windows, dimension)")]
    [InlineData(new[] { 0, 5, 4 }, new[] { 0, 4 }, "has shape (0, 5, 4); needed: at least one window")]
    public void ShapesThatDoNotFitAreRefused(int[] contexts, int[] targets, string message)
    {
        var path = _folder.File("wrong.npz");
        using (var writer = new NpzWriter(path))
        {
            writer.Write("context_sequences", Ones(contexts), contexts);
            writer.Write("target_vectors", Ones(targets), targets);
            writer.Finish();
        }

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SequenceArchive.Read(path)).Message, StringComparison.Ordinal);

        static float[] Ones(int[] shape) => [.. Enumerable.Repeat(1f, shape.Aggregate(1, (count, size) => count * size))];
    }

    [Theory]
    [InlineData(float.NaN, "context_sequences: has 2 vectors with a value that is not finite, the first in window 5 (counted from 0)")]
    [InlineData(float.PositiveInfinity, "context_sequences: has 2 vectors with a value that is not finite, the first in window 5 (counted from 0)")]
    [InlineData(0f, "context_sequences: has 2 vectors with nothing but zeros, the first in window 5 (counted from 0)")]
    public void VectorsThatTeachNothingAreRefusedAndCounted(float value, string message)
    {
        var rows = Random(12).Values.ToArray();
        rows.AsSpan(9 * Width, Width).Fill(value);
        var path = _folder.File("bad.npz");
        using (var writer = new NpzWriter(path))
        {
            writer.WriteRows("context_sequences", [7, 5, Width], (window, to) => rows.AsSpan(window * Width, 5 * Width).CopyTo(to));
            writer.WriteRows("target_vectors", [7, Width], (window, to) => to.Fill(1));
            writer.Finish();
        }

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SequenceArchive.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingArraysAreNamedBesideThoseThereAre()
    {
        var path = _folder.File("other.npz");
        using (var writer = new NpzWriter(path))
        {
            writer.Write("context_sequences", [1f], 1, 1, 1);
            writer.Write("labels", [1f], 1);
            writer.Finish();
        }

        var message = Assert.Throws<InvalidDataException>(() => SequenceArchive.Read(path)).Message;

        Assert.StartsWith($"{path}: needed are context_sequences and target_vectors, or contexts and targets", message, StringComparison.Ordinal);
        Assert.EndsWith("the file has context_sequences, labels.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ContextsAreReadWithoutTargets()
    {
        var path = _folder.File("contexts.npz");
        using (var writer = new NpzWriter(path))
        {
            writer.WriteRows("question", [5, Width], (row, to) => to.Fill(row + 1));
            writer.Finish();
        }

        var contexts = SequenceArchive.ReadContexts(path);

        Assert.Equal([1, 5, Width], contexts.Dims.ToArray());
        Assert.Equal(2f, contexts.Span[Width]);
    }

    static VectorCorpus Random(params int[] sizes)
    {
        var segments = new List<Segment>();
        foreach (var size in sizes) segments.Add(new Segment(segments.Count, segments.Sum(segment => segment.Count), size));
        var values = Tensor.Normal(new Rng(8), 0, 1, sizes.Sum(), Width).ToArray();
        return new VectorCorpus(values, Width, [.. sizes.Select((_, index) => $"document {index}")], segments);
    }

    // Windows in an order, with the documents' ids if there are any.
    string Save(VectorWindows windows, int[]? order = null, string contexts = "context_sequences", string targets = "target_vectors", long[]? ids = null)
    {
        order ??= [.. Enumerable.Range(0, windows.Count)];
        var (path, corpus) = (_folder.File("saved.npz"), windows.Corpus);
        using var writer = new NpzWriter(path);
        writer.WriteRows(contexts, [order.Length, windows.Context, Width], (row, to) => corpus.Values.Slice(windows.First(order[row]) * Width, to.Length).CopyTo(to));
        writer.WriteRows(targets, [order.Length, Width], (row, to) => corpus[windows.Target(order[row])].CopyTo(to));
        if (ids is not null) writer.Write("article_ids", ids, ids.Length);
        writer.Finish();
        return path;
    }

    static IEnumerable<string> Rows(VectorCorpus corpus) =>
        corpus.Segments.SelectMany(segment => Enumerable.Range(segment.First, segment.Count)).Select(row => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(corpus[row]))).Order();
}
