namespace Assay.Studies.Poetry;

/// <summary>How many floats reach the decoder, and how much less that is than what was read.</summary>
static class Crossing
{
    /// <summary>
    /// Floats for a full window and window * width over them; and by the real tokens of some windows: mean floats of a window, and floats read over floats
    /// that cross.
    /// </summary>
    /// <param name="windows">Whose tokens count.</param>
    /// <param name="floats">Floats that cross for so many tokens.</param>
    public static Dictionary<string, double> Of(PoetryWindows windows, Func<int, long> floats)
    {
        var width = windows.Table.Dimension;
        double crossing = windows.Ids.Sum(ids => floats(ids.Length)), read = windows.Ids.Sum(ids => (long)ids.Length * width);
        return new Dictionary<string, double>
        {
            ["test/floats"] = floats(windows.Window), ["test/compression"] = (double)windows.Window * width / floats(windows.Window),
            ["test/floats/real"] = crossing / windows.Count, ["test/compression/real"] = read / crossing,
        };
    }
}
