namespace Assay.Statistics;

/// <summary>How well a picture in the plane keeps the neighbours that rows have: what to read before believing it.</summary>
public static class Neighbourhood
{
    /// <summary>
    /// Trustworthiness (Venna, Kaski, 2001): 1 where all <paramref name="neighbours"/> nearest points in the plane are among the nearest rows
    /// too; false ones cost by how far down the list of rows they stand.
    /// </summary>
    /// <param name="rows">(n, width), row by row.</param>
    /// <param name="width">Columns of a row.</param>
    /// <param name="places">(n, 2), row by row.</param>
    /// <param name="neighbours">How many of each point, fewer than half of n.</param>
    /// <exception cref="ArgumentException">Rows, places or number of neighbours are not as described.</exception>
    public static double Trustworthiness(ReadOnlySpan<float> rows, int width, ReadOnlySpan<double> places, int neighbours)
    {
        var count = Check(rows, width, places, neighbours);
        var penalty = 0.0;
        for (var point = 0; point < count; point++)
        {
            var rank = new int[count];
            var order = Order(rows, width, point);
            for (var place = 0; place < order.Length; place++) rank[order[place]] = place + 1;
            foreach (var near in Order(places, point).AsSpan(0, neighbours)) penalty += Math.Max(0, rank[near] - neighbours);
        }

        return 1 - penalty * 2 / (count * (double)neighbours * (2.0 * count - 3 * neighbours - 1));
    }

    /// <summary>The share of each row's nearest rows that are among its nearest in the plane, over all rows.</summary>
    /// <inheritdoc cref="Trustworthiness" path="/param"/>
    /// <inheritdoc cref="Trustworthiness" path="/exception"/>
    public static double Preserved(ReadOnlySpan<float> rows, int width, ReadOnlySpan<double> places, int neighbours)
    {
        var count = Check(rows, width, places, neighbours);
        var shared = 0;
        for (var point = 0; point < count; point++)
            shared += Order(rows, width, point).Take(neighbours).Intersect(Order(places, point).Take(neighbours)).Count();
        return shared / (double)(count * neighbours);
    }

    static int Check(ReadOnlySpan<float> rows, int width, ReadOnlySpan<double> places, int neighbours)
    {
        var count = RowMatrix.Count(rows, width, needed: 3);
        if (places.Length != 2 * count) throw new ArgumentException($"{places.Length} coordinates for {count} rows; needed: two a row");
        if (neighbours < 1 || 2 * neighbours >= count)
            throw new ArgumentOutOfRangeException(nameof(neighbours), neighbours, $"needed: from 1 to fewer than half of {count} rows");
        return count;
    }

    /// <summary>All other rows, the nearest first, equal distances in the order of rows.</summary>
    static int[] Order(ReadOnlySpan<float> rows, int width, int point)
    {
        var wide = new double[rows.Length];
        for (var index = 0; index < rows.Length; index++) wide[index] = rows[index];
        return Order(wide, width, point);
    }

    static int[] Order(ReadOnlySpan<double> places, int point) => Order(places, 2, point);

    static int[] Order(ReadOnlySpan<double> rows, int width, int point)
    {
        var distances = new double[rows.Length / width];
        for (var index = 0; index < rows.Length; index++)
        {
            var apart = rows[index] - rows[point * width + index % width];
            distances[index / width] += apart * apart;
        }

        return [.. Enumerable.Range(0, distances.Length).Where(other => other != point).OrderBy(other => distances[other])];
    }
}
