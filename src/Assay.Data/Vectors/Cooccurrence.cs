namespace Assay.Data.Vectors;

/// <summary>
/// How often words stand near one another: each pair of tokens at most a window apart counts 1/distance for both orders, as GloVe does.
/// </summary>
public sealed class Cooccurrence
{
    Cooccurrence(int words, int[] rows, int[] columns, float[] counts) => (Words, Rows, Columns, Counts) = (words, rows, columns, counts);

    /// <summary>The number of words: ids are below it.</summary>
    public int Words { get; }

    /// <summary>Of each pair, the first id; pairs in ascending order of (first, second).</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>Of each pair, the second id.</summary>
    public IReadOnlyList<int> Columns { get; }

    /// <summary>Of each pair, the sum of 1/distance; never 0.</summary>
    public IReadOnlyList<float> Counts { get; }

    /// <summary>Counts the pairs of texts; a pair never reaches over the end of a text.</summary>
    /// <param name="texts">Ids of each text. Negative ids take up a place and count nothing.</param>
    /// <param name="words">The number of words.</param>
    /// <param name="window">The largest distance.</param>
    public static Cooccurrence Count(IEnumerable<IReadOnlyList<int>> texts, int words, int window = 10)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(words);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        var sums = new Dictionary<long, double>();
        foreach (var text in texts)
        {
            for (var at = 0; at < text.Count; at++)
            {
                for (var distance = 1; distance <= Math.Min(window, at); distance++)
                {
                    int one = text[at], other = text[at - distance];
                    if (one < 0 || other < 0) continue;
                    if (one >= words || other >= words) throw new ArgumentOutOfRangeException(nameof(texts), $"Ids must be below {words}; given {Math.Max(one, other)}.");
                    Add(one, other, 1.0 / distance);
                    Add(other, one, 1.0 / distance);
                }
            }
        }
        var keys = sums.Keys.ToArray();
        Array.Sort(keys);
        return new Cooccurrence(words, [.. keys.Select(key => (int)(key / words))], [.. keys.Select(key => (int)(key % words))], [.. keys.Select(key => (float)sums[key])]);

        void Add(int row, int column, double weight)
        {
            var key = ((long)row * words) + column;
            sums[key] = sums.GetValueOrDefault(key) + weight;
        }
    }
}
