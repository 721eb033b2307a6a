using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>
/// The answers to one trial. At the first question that has no answer yet, all parameters that every trial with this one has are drawn together:
/// a few candidates from the density of the good trials, given what was answered before, of which the one is kept where that density exceeds the
/// others' most. Its constants were chosen on the functions of bench/, see bench/RESULTS.md.
/// </summary>
/// <param name="table">The trials.</param>
/// <param name="ranking">Which of them are good.</param>
/// <param name="unused">What none of them has.</param>
/// <param name="generator">Draws the candidates.</param>
sealed class TpeProposal(TrialTable table, Ranking ranking, UnusedValues unused, CounterGenerator generator)
{
    const int Candidates = 24;
    const double GoodShare = 0.15;
    const int MostGood = 25;
    const double Width = 0.08;
    const double NarrowestWidth = 0.01;
    const double GoodChange = 0.2;
    const double OtherChange = 0.1;
    const double GoodPrior = 0.3;
    const double OtherPrior = 1;

    /// <summary>The latest among the other trials, which count fully; older ones count the less the older.</summary>
    const int Recent = 25;

    /// <summary>With fewer trials that have a parameter it is drawn evenly.</summary>
    const int FewestTrials = 4;

    readonly Dictionary<string, (ParameterRange Range, object Value)> _drawn = [];
    readonly Dictionary<string, (ParameterRange Range, object Value)> _answered = [];

    public object Answer(string name, ParameterRange range)
    {
        if (!_drawn.TryGetValue(name, out var drawn) || !range.Equals(drawn.Range))
        {
            if (table.Find(name, range) is not { } asked || !DrawWith(asked)) _drawn[name] = (range, UnitScale.Value(range, generator.NextDouble()));
            drawn = _drawn[name];
        }
        var value = unused.Take(name, range, drawn.Value, ref generator);
        _answered[name] = (range, value);
        return value;
    }

    /// <summary>Draws a parameter and those that always come with it; false where too little is known.</summary>
    bool DrawWith(TrialTable.Column asked)
    {
        int[] rows = [.. ranking.Order.Where(asked.Has)];
        var ended = rows.Count(row => !ranking.IsWaitedFor(row));
        var compared = rows.Count(ranking.IsCompared);
        var good = Math.Min((int)Math.Clamp(Math.Ceiling(GoodShare * ended), 1, MostGood), Math.Min(compared, rows.Length - 1));
        if (rows.Length < FewestTrials || good < 1) return false;

        var common = table.Columns.Where(column => Array.TrueForAll(rows, column.Has)).ToList();
        List<TrialTable.Column> known = [.. common.Where(column => _answered.TryGetValue(column.Name, out var answer) && answer.Range.Equals(column.Range))];
        List<TrialTable.Column> wanted = [.. common.Where(column => column == asked || (!_answered.ContainsKey(column.Name) && column.Name != asked.Name))];
        List<TrialTable.Column> columns = [.. known, .. wanted];
        var best = Best(known, wanted, Good(columns, rows[..good]), Others(columns, rows[good..]));
        for (var index = 0; index < wanted.Count; index++) _drawn[wanted[index].Name] = (wanted[index].Range, best[index]);
        return true;
    }

    object[] Best(List<TrialTable.Column> known, List<TrialTable.Column> wanted, ParzenDensity good, ParzenDensity others)
    {
        var places = new double[known.Count + wanted.Count];
        for (var index = 0; index < known.Count; index++) places[index] = UnitScale.Place(known[index].Range, _answered[known[index].Name].Value);
        var (best, most) = (Array.Empty<object>(), double.NegativeInfinity);
        for (var candidate = 0; candidate < Candidates; candidate++)
        {
            good.Draw(places, known.Count, ref generator);
            var values = new object[wanted.Count];
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = UnitScale.Value(wanted[index].Range, places[known.Count + index]);
                places[known.Count + index] = UnitScale.Place(wanted[index].Range, values[index]);
            }
            var leads = unused.Leads(name => wanted.FindIndex(column => column.Name == name) is >= 0 and var index ? values[index] : null);
            var gain = leads ? good.Log(places) - others.Log(places) : double.NegativeInfinity;
            if (best.Length == 0 || gain > most) (best, most) = (values, gain);
        }
        return best;
    }

    /// <summary>The better a trial, the more it counts.</summary>
    static ParzenDensity Good(List<TrialTable.Column> columns, int[] rows)
    {
        var weights = new double[rows.Length];
        for (var rank = 0; rank < rows.Length; rank++) weights[rank] = 1 - rank / (rows.Length + 1.0);
        return new ParzenDensity(columns, rows, weights, GoodPrior, column => KernelWidth(column, rows.Length, columns.Count, GoodChange));
    }

    static ParzenDensity Others(List<TrialTable.Column> columns, int[] rows)
    {
        Array.Sort(rows);
        var weights = new double[rows.Length];
        var old = rows.Length - Recent;
        for (var row = 0; row < rows.Length; row++) weights[row] = row >= old ? 1 : (row + 1.0) / (old + 1.0);
        return new ParzenDensity(columns, rows, weights, OtherPrior, column => KernelWidth(column, rows.Length, columns.Count, OtherChange));
    }

    /// <summary>
    /// Falls with the number of trials as Scott's rule has it, whatever their spread: widths that follow the spread shrink with it until
    /// nothing new is tried. Neighbouring whole numbers must stay in reach of each other.
    /// </summary>
    static double KernelWidth(TrialTable.Column column, int trials, int parameters, double change) => column.Unordered
        ? change * (column.Values - 1) / column.Values
        : Math.Clamp(Width * Math.Pow(trials, -1.0 / (parameters + 4)), Math.Max(NarrowestWidth, 0.5 / column.Values), 1);
}
