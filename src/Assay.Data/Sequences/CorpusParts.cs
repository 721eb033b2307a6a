namespace Assay.Data.Sequences;

/// <summary>Cuts a corpus of too few documents for a split into parts that stand for documents.</summary>
public static class CorpusParts
{
    /// <summary>Fewest documents that are left as they are: one to train on, one to choose, one to judge.</summary>
    public const int Fewest = 3;

    /// <summary>The corpus itself where it has enough documents; else its parts, and a sentence about them in the notes.</summary>
    public static VectorCorpus Cut(VectorCorpus corpus, int context, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(notes);
        if (corpus.Documents.Count >= Fewest) return corpus;
        var parts = Cut(corpus, context);
        if (parts != corpus)
            notes.Add($"There {(corpus.Documents.Count == 1 ? "is one document" : $"are {corpus.Documents.Count} documents")}: cut into {parts.Documents.Count} contiguous parts, {context + 1} vectors apart, that stand for documents. What is held out is then less new than another document would be.");
        return parts;
    }

    /// <summary>
    /// Contiguous parts of about equal length, with context + 1 vectors between two of them that belong to neither, so that what ends one and begins
    /// the next are not almost the same.
    /// </summary>
    /// <param name="corpus">Whose segments are cut.</param>
    /// <param name="context">Vectors before a target.</param>
    /// <param name="most">Parts at most; there are fewer where they would be shorter than four windows with their gap.</param>
    /// <returns>The corpus of the parts, or the corpus itself where it is too short for three.</returns>
    public static VectorCorpus Cut(VectorCorpus corpus, int context, int most = 40)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, Fewest);
        var gap = context + 1;
        var rows = corpus.Segments.Sum(segment => (long)segment.Count);
        var count = (int)Math.Min(most, rows / (4 * gap));
        if (count < Fewest) return corpus;
        var segments = new List<Segment>();
        long passed = 0;
        foreach (var segment in corpus.Segments)
        {
            for (var part = 0; part < count; part++)
            {
                var begin = Math.Max(rows * part / count, passed) + (rows * part / count > passed ? gap : 0);
                var end = Math.Min(rows * (part + 1) / count, passed + segment.Count);
                if (end > begin) segments.Add(new Segment(part, segment.First + (int)(begin - passed), (int)(end - begin)));
            }
            passed += segment.Count;
        }
        return corpus.Divided([.. Enumerable.Range(1, count).Select(part => $"part {part} of {count}")], segments);
    }
}
