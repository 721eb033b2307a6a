using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>Documents drawn from a <see cref="TopicProcess"/>.</summary>
static class TopicStream
{
    /// <summary>So many vectors in so many documents, of lengths that differ.</summary>
    /// <param name="process">What they follow.</param>
    /// <param name="documents">How many.</param>
    /// <param name="vectors">Vectors of all together.</param>
    /// <param name="seed">Equal seeds give equal documents.</param>
    /// <exception cref="ArgumentException">There are fewer vectors than documents.</exception>
    public static VectorCorpus Draw(TopicProcess process, int documents, int vectors, ulong seed)
    {
        if (documents < 1 || vectors < documents) throw new ArgumentException($"{vectors} vectors make no {documents} documents; needed: at least one vector a document.", nameof(vectors));
        var rng = new Rng(seed).Split("documents");
        var lengths = Lengths(documents, vectors, rng.Split("lengths"));
        var values = new float[(long)vectors * process.Width];
        var segments = new Segment[documents];
        var first = 0;
        using var arena = Arena.Enter();
        for (var document = 0; document < documents; document++)
        {
            segments[document] = new Segment(document, first, lengths[document]);
            process.Draw(lengths[document], rng.Split($"{document}")).Span.CopyTo(values.AsSpan(first * process.Width));
            first += lengths[document];
            arena.Rewind();
        }
        return new VectorCorpus(values, process.Width, [.. Enumerable.Range(1, documents).Select(number => $"document {number}")], segments);
    }

    // From half to one and a half times the mean, and in all exactly as many as asked for.
    static int[] Lengths(int documents, int vectors, Rng rng)
    {
        var shares = Enumerable.Range(0, documents).Select(_ => 0.5 + rng.NextDouble()).ToArray();
        var total = shares.Sum();
        var (lengths, sum, done) = (new int[documents], 0.0, 0);
        for (var document = 0; document < documents; document++)
        {
            sum += shares[document];
            // Every document that is to come keeps a vector.
            var until = Math.Clamp((int)Math.Round(vectors * sum / total), done + 1, vectors - (documents - document - 1));
            (lengths[document], done) = (until - done, until);
        }
        return lengths;
    }
}
