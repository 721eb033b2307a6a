namespace Assay.Reports;

/// <summary>Moves labels apart that would cover each other.</summary>
static class LabelPlacement
{
    /// <summary>
    /// Places near the wanted ones, in the same order, at least <paramref name="distance"/> apart and not beyond
    /// <paramref name="high"/>; nor before <paramref name="low"/>, if the range has room for all.
    /// </summary>
    public static double[] Spread(double[] wanted, double distance, double low, double high)
    {
        var order = Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i]).ToArray();
        var places = (double[])wanted.Clone();
        for (var i = 1; i < order.Length; i++)
            places[order[i]] = Math.Max(places[order[i]], places[order[i - 1]] + distance);
        // Pushed out at the far end: push back from there.
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var limit = i == order.Length - 1 ? high : places[order[i + 1]] - distance;
            places[order[i]] = Math.Min(places[order[i]], limit);
        }
        return places;
    }
}
