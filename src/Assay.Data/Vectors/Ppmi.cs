namespace Assay.Data.Vectors;

/// <summary>Positive pointwise mutual information: by how much more often than by chance two words stand together, as max(0, ln p(i,j) / (p(i) p(j))).</summary>
public static class Ppmi
{
    /// <summary>The matrix of the words with the lowest ids, the most frequent of a vocabulary.</summary>
    /// <param name="pairs">Counts of pairs.</param>
    /// <param name="words">How many words; at most all.</param>
    /// <returns>(words, words), symmetric.</returns>
    public static double[,] Matrix(Cooccurrence pairs, int words)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(words);
        words = Math.Min(words, pairs.Words);
        var sums = new double[pairs.Words];
        for (var i = 0; i < pairs.Counts.Count; i++) sums[pairs.Rows[i]] += pairs.Counts[i];
        var total = sums.Sum();
        var matrix = new double[words, words];
        for (var i = 0; i < pairs.Counts.Count; i++)
        {
            int row = pairs.Rows[i], column = pairs.Columns[i];
            if (row < words && column < words) matrix[row, column] = Math.Max(0, Math.Log(pairs.Counts[i] * total / (sums[row] * sums[column])));
        }
        return matrix;
    }
}
