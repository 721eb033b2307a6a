namespace Assay.Sweeps;

/// <summary>
/// Trials as rows, in the order of proposal, and parameters as columns of places (<see cref="UnitScale"/>), NaN where a trial has not the
/// parameter. A parameter that was asked for with several ranges has a column for each. The table grows with the history that it is shown.
/// </summary>
sealed class TrialTable
{
    readonly Dictionary<string, List<Column>> _byName = [];
    readonly List<Column> _columns = [];
    readonly List<TrialHistory> _shown = [];

    /// <summary>In the order of first appearance.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>This table with the further trials of a history, or a new one for another history.</summary>
    public TrialTable Follow(IReadOnlyList<TrialHistory> history)
    {
        if (!TriedTree.Continues(_shown, history)) return new TrialTable().Follow(history);
        for (var row = _shown.Count; row < history.Count; row++)
        {
            var trial = history[row];
            foreach (var (name, value) in trial.Values)
                if (trial.Ranges.TryGetValue(name, out var range))
                    ColumnOf(name, range).Set(row, UnitScale.Place(range, value));
            _shown.Add(trial);
        }
        return this;
    }

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
        var column = new Column(name, range);
        columns.Add(column);
        _columns.Add(column);
        return column;
    }

    /// <param name="name">Of the parameter.</param>
    /// <param name="range">Where its values came from.</param>
    public sealed class Column(string name, ParameterRange range)
    {
        readonly List<double> _places = [];

        public string Name => name;

        public ParameterRange Range => range;

        /// <summary>How many values it has; infinity for numbers.</summary>
        public double Values { get; } = UnitScale.Count(range);

        /// <summary>Whether its values have no order.</summary>
        public bool Unordered => range is ChoiceRange;

        /// <summary>The place of a row's value, or NaN.</summary>
        public double this[int row] => row < _places.Count ? _places[row] : double.NaN;

        public bool Has(int row) => !double.IsNaN(this[row]);

        public void Set(int row, double place)
        {
            while (_places.Count < row) _places.Add(double.NaN);
            _places.Add(place);
        }
    }
}
