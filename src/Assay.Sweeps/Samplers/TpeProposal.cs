using Assay.Statistics;

namespace Assay.Sweeps;

sealed class TpeProposal(TrialHistory[] ranked, UnusedValues unused, CounterGenerator generator, TpeSettings settings)
{
    readonly TrialTable _table = new(ranked);
    readonly Dictionary<string, (ParameterRange Range, object Value)> _drawn = [];
    readonly Dictionary<string, (ParameterRange Range, object Value)> _answered = [];

    public object Answer(string name, ParameterRange range)
    {
        if (!_drawn.TryGetValue(name, out var drawn) || !range.Equals(drawn.Range))
        {
            Draw(name, range);
            drawn = _drawn[name];
        }
        var value = unused.Take(name, range, drawn.Value, ref generator);
        _answered[name] = _drawn[name] = (range, value);
        return value;
    }

    void Draw(string name, ParameterRange range)
    {
        var asked = _table.Find(name, range);
        var rows = asked is null ? [] : Enumerable.Range(0, _table.Count).Where(row => !double.IsNaN(asked.Places[row])).ToArray();
        if (rows.Length < settings.BranchStartup)
        {
            _drawn[name] = (range, UnitScale.Value(range, generator.NextDouble()));
            return;
        }

        var common = _table.Columns.Where(column => Array.TrueForAll(rows, row => !double.IsNaN(column.Places[row]))).ToList();
        var known = common.Where(column => _answered.TryGetValue(column.Name, out var answer) && answer.Range.Equals(column.Range)).ToList();
        var group = common.Where(column => !_answered.ContainsKey(column.Name) && (column.Name != name || column == asked)).ToList();
        List<TrialTable.Column> columns = [.. known, .. group];

        var judged = rows.Count(row => ranked[row].State != TrialState.Running || !double.IsNaN(ranked[row].MeanLoss));
        var good = (int)Math.Clamp(Math.Ceiling(settings.GammaLinear * judged + settings.GammaRoot * Math.Sqrt(judged)), 1, settings.GammaMost);
        good = Math.Min(good, Math.Max(1, rows.Length - 1));
        var below = rows[..good];
        var above = rows[good..].OrderBy(row => ranked[row].Number).ToArray();
        var weights = new double[good];
        for (var rank = 0; rank < good; rank++) weights[rank] = settings.RankWeights ? 1 - rank / (good + 1.0) : 1;
        var promising = Density(columns, below, weights, settings.Prior, settings.GoodScale, settings.GoodSpread, settings.GoodFloor, settings.ChoiceGood);
        var aged = new double[above.Length];
        for (var row = 0; row < aged.Length; row++)
            aged[row] = row >= aged.Length - settings.Ramp ? 1 : 1.0 / aged.Length + (1 - 1.0 / aged.Length) * row / Math.Max(1, aged.Length - settings.Ramp - 1);
        var others = Density(columns, above, aged, settings.PriorBad, settings.BadScale, settings.BadSpread, settings.BadFloor, settings.ChoiceBad);

        var places = new double[columns.Count];
        for (var index = 0; index < known.Count; index++) places[index] = UnitScale.Place(known[index].Range, _answered[known[index].Name].Value);
        var (best, most) = (default(object[]), double.NegativeInfinity);
        for (var candidate = 0; candidate < settings.Candidates; candidate++)
        {
            promising.Draw(places, known.Count, ref generator);
            var values = new object[group.Count];
            for (var index = 0; index < group.Count; index++)
            {
                values[index] = UnitScale.Value(group[index].Range, places[known.Count + index]);
                places[known.Count + index] = UnitScale.Place(group[index].Range, values[index]);
            }
            if (best is not null && !unused.Leads(Lookup(group, values))) continue;
            var gain = promising.Log(places) - others.Log(places);
            if (best is null && !unused.Leads(Lookup(group, values))) gain = double.NegativeInfinity;
            if (best is null || gain > most) (best, most) = (values, gain);
        }
        for (var index = 0; index < group.Count; index++) _drawn[group[index].Name] = (group[index].Range, best![index]);
    }

    Func<string, object?> Lookup(List<TrialTable.Column> group, object[] values) => name =>
    {
        for (var index = 0; index < group.Count; index++)
            if (group[index].Name == name)
                return values[index];
        return null;
    };

    ParzenDensity Density(
        List<TrialTable.Column> columns, int[] rows, double[] weights, double prior, double scale, bool spread, double floor, double choice) =>
        new(columns, rows, weights, prior, (column, places) =>
        {
            if (column.Unordered) return choice * (column.Values - 1) / column.Values;
            var width = scale * Math.Pow(Math.Max(1, rows.Length), -1.0 / (columns.Count + 4));
            if (spread && rows.Length > 1)
            {
                var mean = places.Average();
                var deviation = Math.Sqrt(places.Sum(place => (place - mean) * (place - mean)) / (places.Length - 1));
                width *= Math.Pow(deviation / 0.2887, settings.SpreadPower);
            }
            return Math.Clamp(width, Math.Max(floor, double.IsInfinity(column.Values) ? 0 : settings.CellFloor / column.Values), 1);
        });
}
