namespace Assay.Statistics;

/// <summary>
/// How near points are to each other as t-SNE sees it: a probability for each pair, sparse by rows. Row i's entries are
/// <see cref="Starts"/>[i] to [i + 1]; all together they add up to 1.
/// </summary>
sealed class Affinities
{
    const int Bisections = 200;
    const double EntropyTolerance = 1e-10;

    /// <summary>Neighbours regarded for each unit of perplexity; farther ones have next to no probability.</summary>
    const int NeighboursPerPerplexity = 3;

    Affinities(int[] starts, int[] columns, double[] values) => (Starts, Columns, Values) = (starts, columns, values);

    public int[] Starts { get; }
    public int[] Columns { get; }
    public double[] Values { get; }
    public int Count => Starts.Length - 1;

    /// <summary>
    /// (p(j|i) + p(i|j)) / 2n for points whose conditional probabilities all have one perplexity. With <paramref name="exact"/> every
    /// pair has an entry, else pairs of which one is among the other's nearest neighbours.
    /// </summary>
    public static Affinities Of(ReadOnlySpan<float> rows, int width, double perplexity, bool exact)
    {
        var count = rows.Length / width;
        var neighbours = exact ? count - 1 : Math.Min(count - 1, (int)(NeighboursPerPerplexity * perplexity + 1));
        var points = rows.ToArray();
        var (columns, values) = (new int[count * neighbours], new double[count * neighbours]);
        Parallel.For(0, count, point =>
        {
            var columnsOfRow = columns.AsSpan(point * neighbours, neighbours);
            var valuesOfRow = values.AsSpan(point * neighbours, neighbours);
            Nearest(points, width, point, columnsOfRow, valuesOfRow);
            Calibrate(valuesOfRow, perplexity);
        });
        return Symmetric(count, neighbours, columns, values);
    }

    /// <summary>
    /// Replaces squared distances by probabilities proportional to exp(-b d) with the b, found by bisection, for which the exponential of
    /// their entropy is the perplexity.
    /// </summary>
    internal static void Calibrate(Span<double> distances, double perplexity)
    {
        var nearest = double.PositiveInfinity;
        foreach (var distance in distances) nearest = Math.Min(nearest, distance);
        // Only differences of distances matter; taking the smallest away keeps the exponentials from vanishing all at once.
        double scale = 0;
        for (var index = 0; index < distances.Length; index++) scale += distances[index] -= nearest;
        scale /= distances.Length;
        var (beta, low, high) = (scale > 0 ? 1 / scale : 1, 0.0, double.PositiveInfinity);
        var wanted = Math.Log(perplexity);
        var sum = 0.0;
        for (var step = 0; step < Bisections; step++)
        {
            var moment = 0.0;
            sum = 0;
            foreach (var distance in distances)
            {
                var weight = Math.Exp(-beta * distance);
                sum += weight;
                moment += weight * distance;
            }

            var difference = Math.Log(sum) + beta * moment / sum - wanted;
            if (Math.Abs(difference) < EntropyTolerance || step == Bisections - 1) break;
            if (difference > 0) (low, beta) = (beta, double.IsInfinity(high) ? beta * 2 : (beta + high) / 2);
            else (high, beta) = (beta, (low + beta) / 2);
        }

        for (var index = 0; index < distances.Length; index++) distances[index] = Math.Exp(-beta * distances[index]) / sum;
    }

    /// <summary>The nearest other points of one point in the order of their numbers, and their squared distances.</summary>
    static void Nearest(float[] points, int width, int point, Span<int> columns, Span<double> distances)
    {
        var count = points.Length / width;
        var (all, order) = (new double[count - 1], new int[count - 1]);
        var own = points.AsSpan(point * width, width);
        for (int other = 0, place = 0; other < count; other++)
        {
            if (other == point) continue;
            var its = points.AsSpan(other * width, width);
            var sum = 0.0;
            for (var column = 0; column < width; column++)
            {
                double apart = own[column] - its[column];
                sum += apart * apart;
            }

            (all[place], order[place++]) = (sum, other);
        }

        if (columns.Length < all.Length)
        {
            Array.Sort(all, order);
            Array.Sort(order, all, 0, columns.Length);
        }

        order.AsSpan(0, columns.Length).CopyTo(columns);
        all.AsSpan(0, columns.Length).CopyTo(distances);
    }

    static Affinities Symmetric(int count, int neighbours, int[] columns, double[] values)
    {
        var rows = new List<(int Column, double Value)>[count];
        for (var row = 0; row < count; row++) rows[row] = new(2 * neighbours);
        for (var row = 0; row < count; row++)
            for (var entry = row * neighbours; entry < (row + 1) * neighbours; entry++)
            {
                rows[row].Add((columns[entry], values[entry]));
                rows[columns[entry]].Add((row, values[entry]));
            }

        var starts = new int[count + 1];
        var (joined, shares) = (new List<int>(columns.Length), new List<double>(columns.Length));
        for (var row = 0; row < count; row++)
        {
            rows[row].Sort((a, b) => a.Column.CompareTo(b.Column));
            foreach (var (column, value) in rows[row])
            {
                if (joined.Count > starts[row] && joined[^1] == column) shares[^1] += value / (2.0 * count);
                else
                {
                    joined.Add(column);
                    shares.Add(value / (2.0 * count));
                }
            }

            starts[row + 1] = joined.Count;
        }

        return new Affinities(starts, [.. joined], [.. shares]);
    }
}
