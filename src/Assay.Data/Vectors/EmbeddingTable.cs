using System.Numerics.Tensors;
using Assay.Data.Text;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Data.Vectors;

/// <summary>A vocabulary's vectors, one row for each id; padding is zeros.</summary>
public sealed class EmbeddingTable
{
    /// <summary>Rows by id.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="values">(tokens, dimension), row after row.</param>
    /// <param name="alignment">Where the rows came from, if they were looked up.</param>
    /// <exception cref="ArgumentException">There are not as many floats as tokens times some dimension.</exception>
    public EmbeddingTable(Vocabulary vocabulary, float[] values, Alignment? alignment = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0 || values.Length % vocabulary.Count != 0)
            throw new ArgumentException($"A table needs one row of equal length for each of {vocabulary.Count} tokens; given {values.Length} floats.");
        (Vocabulary, Values, Dimension, Alignment) = (vocabulary, values, values.Length / vocabulary.Count, alignment);
    }

    /// <summary>The tokens.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>(tokens, dimension), row after row.</summary>
    public float[] Values { get; }

    /// <summary>Floats of a row.</summary>
    public int Dimension { get; }

    /// <summary>Where the rows came from, if they were looked up.</summary>
    public Alignment? Alignment { get; }

    /// <summary>A token's vector.</summary>
    public ReadOnlySpan<float> this[int id] => Values.AsSpan(id * Dimension, Dimension);

    /// <summary>(tokens, dimension), each token's vector brought to length 1; padding stays 0.</summary>
    public Tensor Directions()
    {
        var directions = Tensor.Zeros(Vocabulary.Count, Dimension);
        for (var id = 1; id < Vocabulary.Count; id++)
            TensorPrimitives.Divide(this[id], Math.Max(TensorPrimitives.Norm(this[id]), 1e-12f), directions.Span.Slice(id * Dimension, Dimension));
        return directions;
    }

    /// <summary>
    /// Looks each token up: as it is, in lower case, then stripped of what is no letter or digit. What is not found gets a vector by
    /// <paramref name="missing"/>; markers that are not found always a random one.
    /// </summary>
    public static EmbeddingTable Align(Vocabulary vocabulary, WordVectors vectors, OutOfVocabulary missing = OutOfVocabulary.Random, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(vectors);
        var dimension = vectors.Dimension;
        var values = new float[vocabulary.Count * dimension];
        var found = new Match[vocabulary.Count];
        var mean = new float[dimension];
        var (length, known) = (0.0, 0);
        for (var id = 1; id < vocabulary.Count; id++)
        {
            var (index, match) = Find(vocabulary.Tokens[id], vectors);
            found[id] = match;
            if (index < 0) continue;
            var row = values.AsSpan(id * dimension, dimension);
            vectors.Read(index, row);
            TensorPrimitives.Add(mean, row, mean);
            length += TensorPrimitives.Norm<float>(row);
            known++;
        }
        TensorPrimitives.Divide(mean, Math.Max(1, known), mean);
        var typical = known > 0 ? length / known : 1;
        var rng = new Rng(seed).Split("out of vocabulary");
        for (var id = 1; id < vocabulary.Count; id++)
        {
            if (found[id] != Match.None) continue;
            var row = values.AsSpan(id * dimension, dimension);
            if (missing == OutOfVocabulary.Random || id < Marker.All.Count) Draw(rng.Split(vocabulary.Tokens[id]), typical, row);
            else if (missing == OutOfVocabulary.Mean) mean.CopyTo(row);
        }
        return new EmbeddingTable(vocabulary, values, Statistics(vocabulary, found));
    }

    static (int Index, Match Match) Find(string token, WordVectors vectors)
    {
        if (vectors.IndexOf(token) is >= 0 and var exact) return (exact, Match.Exact);
        var lower = token.ToLowerInvariant();
        if (vectors.IndexOf(lower) is >= 0 and var found) return (found, Match.LowerCase);
        var bare = new string([.. lower.Where(char.IsLetterOrDigit)]);
        return bare.Length > 0 && !Marker.All.Contains(token) && vectors.IndexOf(bare) is >= 0 and var stripped ? (stripped, Match.Stripped) : (-1, Match.None);
    }

    static void Draw(Rng rng, double length, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++) row[i] = rng.NextNormal();
        TensorPrimitives.Multiply(row, (float)(length / TensorPrimitives.Norm<float>(row)), row);
    }

    static Alignment Statistics(Vocabulary vocabulary, Match[] found)
    {
        var words = Enumerable.Range(Marker.All.Count, vocabulary.Count - Marker.All.Count).ToArray();
        int Count(Match match) => words.Count(id => found[id] == match);
        return new Alignment(Count(Match.Exact), Count(Match.LowerCase), Count(Match.Stripped), [.. words.Where(id => found[id] == Match.None).Select(id => vocabulary.Tokens[id])]);
    }

    enum Match
    {
        None,
        Exact,
        LowerCase,
        Stripped,
    }
}
