namespace Assay.Sweeps;

/// <summary>
/// Trials as rows, best first, and parameters as columns of places (<see cref="UnitScale"/>), NaN where a trial has not the parameter. A parameter
/// that was asked for with several ranges has a column for each.
/// </summary>
sealed class TrialTable
{
    readonly Dictionary<string, List<Column>> _byName = [];

    public TrialTable(IReadOnlyList<TrialHistory> ranked)
    {
        Count = ranked.Count;
        for (var row = 0; row < ranked.Count; row++)
        {
            var trial = ranked[row];
            foreach (var (name, value) in trial.Values)
                if (trial.Ranges.TryGetValue(name, out var range))
                    ColumnOf(name, range).Places[row] = UnitScale.Place(range, value);
        }
    }

    public int Count { get; }

    public IEnumerable<Column> Columns => _byName.Values.SelectMany(columns => columns);

    public Column? Find(string name, ParameterRange range)
    {
        if (_byName.TryGetValue(name, out var columns))
            foreach (var column in columns)
                if (ReferenceEquals(column.Range, range) || column.Range.Equals(range))
                    return column;
        return null;
    }

    Column ColumnOf(string name, ParameterRange range)
    {
        if (Find(name, range) is { } known) return known;
        if (!_byName.TryGetValue(name, out var columns)) _byName[name] = columns = [];
        var column = new Column(name, range, new double[Count]);
        Array.Fill(column.Places, double.NaN);
        columns.Add(column);
        return column;
    }

    /// <param name="Name">Of the parameter.</param>
    /// <param name="Range">Where its values came from.</param>
    /// <param name="Places">One a row.</param>
    public sealed record Column(string Name, ParameterRange Range, double[] Places)
    {
        /// <summary>How many values it has; infinity for numbers.</summary>
        public double Values { get; } = UnitScale.Count(Range);

        /// <summary>Whether its values have no order.</summary>
        public bool Unordered => Range is ChoiceRange;
    }
}
