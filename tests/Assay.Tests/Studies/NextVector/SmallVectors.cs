using Assay.Data.Sequences;
using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Tests.Studies.NextVector;

/// <summary>Documents of vectors that drift slowly around a mean of their own, small enough for naive sums.</summary>
static class SmallVectors
{
    public const int Width = 6, Context = 3;

    /// <summary>So many documents of 8 vectors, and one of 12 in two segments, the last.</summary>
    public static VectorCorpus Corpus(int documents, ulong seed = 1, int length = 8)
    {
        var rng = new Rng(seed);
        var (values, segments, next) = (new List<float>(), new List<Segment>(), 0);
        for (var document = 0; document < documents; document++)
        {
            int[] parts = document == documents - 1 ? [7, 5] : [length];
            var vector = Enumerable.Range(0, Width).Select(i => 0.6f + rng.NextNormal()).ToArray();
            foreach (var count in parts)
            {
                segments.Add(new Segment(document, next, count));
                next += count;
                for (var place = 0; place < count; place++)
                {
                    for (var i = 0; i < Width; i++) vector[i] = 0.1f + (0.8f * vector[(i + 1) % Width]) + (0.4f * rng.NextNormal());
                    values.AddRange(vector);
                }
            }
        }
        return new VectorCorpus([.. values], Width, [.. Enumerable.Range(0, documents).Select(i => $"document {i}")], segments);
    }

    /// <summary>The first documents train, the next two choose, the last three judge.</summary>
    public static PredictionData Data(int documents = 20, ulong seed = 1)
    {
        var corpus = Corpus(documents, seed);
        return new PredictionData(Of(0, documents - 5), Of(documents - 5, 2), Of(documents - 3, 3), seed: 3);

        VectorWindows Of(int first, int count) => new(corpus, Context, Enumerable.Range(first, count));
    }

    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++) (ab, aa, bb) = (ab + ((double)a[i] * b[i]), aa + ((double)a[i] * a[i]), bb + ((double)b[i] * b[i]));
        return ab / Math.Sqrt(aa * bb);
    }
}
