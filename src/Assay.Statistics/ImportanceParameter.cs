namespace Assay.Statistics;

/// <summary>A parameter as <see cref="ParameterImportance"/> sees it: its range cut into cells, all of which count alike.</summary>
public sealed record ImportanceParameter
{
    // Finer than any sweep could resolve.
    const int MostCells = 32;

    readonly double _low;
    readonly double _width;
    readonly bool _log;
    readonly bool _choice;

    ImportanceParameter(string name, int cells, double low, double width, bool log, bool choice) =>
        (Name, Cells, _low, _width, _log, _choice) = (name, cells, low, width, log, choice);

    public string Name { get; }

    /// <summary>How many cells the range is cut into.</summary>
    internal int Cells { get; }

    /// <summary>Whether the values have no order of their own.</summary>
    internal bool IsChoice => _choice;

    /// <summary>A number from low to high, of which equal ratios count alike if it is logarithmic.</summary>
    /// <exception cref="ArgumentException">High is not above low, or low is not above 0 where ratios count.</exception>
    public static ImportanceParameter Number(string name, double low, double high, bool log = false)
    {
        if (!(high > low) || (log && low <= 0)) throw new ArgumentException($"{name} is from {low} to {high}; needed: a rising range{(log ? " above 0" : "")}", nameof(high));
        var (from, to) = log ? (Math.Log(low), Math.Log(high)) : (low, high);
        return new ImportanceParameter(name, MostCells, from, (to - from) / MostCells, log, choice: false);
    }

    /// <summary>A whole number; each has its share of the range.</summary>
    /// <exception cref="ArgumentException">High is below low, or low is below 1 where ratios count.</exception>
    public static ImportanceParameter Whole(string name, int low, int high, bool log = false)
    {
        if (high < low || (log && low < 1)) throw new ArgumentException($"{name} is from {low} to {high}; needed: a range of whole numbers{(log ? " from 1 on" : "")}", nameof(high));
        if (log || high - low >= MostCells) return Number(name, low - 0.5, high + 0.5, log);
        return new ImportanceParameter(name, high - low + 1, low - 0.5, 1, log: false, choice: false);
    }

    /// <summary>One of a few values without order, known by their index.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ImportanceParameter Choice(string name, int choices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
        return new ImportanceParameter(name, choices, -0.5, 1, log: false, choice: true);
    }

    /// <summary>The cell of a value; values beyond the range are in the last ones.</summary>
    internal int Cell(double value) => (int)Math.Clamp(Math.Floor(((_log ? Math.Log(value) : value) - _low) / _width), 0, Cells - 1);
}
