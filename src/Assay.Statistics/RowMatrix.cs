namespace Assay.Statistics;

/// <summary>Checks of rows that lie one after another in one span.</summary>
static class RowMatrix
{
    /// <summary>How many rows there are.</summary>
    /// <exception cref="ArgumentException">The values are no whole number of rows, fewer than needed, or one is not finite.</exception>
    internal static int Count(ReadOnlySpan<float> rows, int width, int needed = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (rows.Length % width != 0)
            throw new ArgumentException($"{rows.Length} values do not make rows of {width}; needed: a multiple of the width");
        var count = rows.Length / width;
        if (count < needed) throw new ArgumentException($"{count} rows given; needed: at least {needed}");
        for (var index = 0; index < rows.Length; index++)
            if (!float.IsFinite(rows[index]))
                throw new ArgumentException($"row {index / width} has {rows[index]} in column {index % width}; needed: finite values");
        return count;
    }
}
