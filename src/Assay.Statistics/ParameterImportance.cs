namespace Assay.Statistics;

/// <summary>
/// Which parameters of a space decide the result: functional analysis of variance of regression forests (Hutter, Hoos, Leyton-Brown: "An efficient approach for
/// assessing hyperparameter importance", 2014). All of the space counts alike, wherever trials crowd. Unlike there, each variance is the covariance of two
/// forests grown from different halves of the trials: what one half shows by chance the other does not, so a parameter without effect comes out near 0 however noisy
/// results are. A parameter that a trial was not asked for has a random value in each tree, since none would have mattered; its effect is then the mean over all of the space.
/// Choices are ordered by their mean result (Fisher, 1958).
/// </summary>
/// <param name="Main">What each parameter does alone, the largest share first.</param>
/// <param name="Pairs">What two do together beyond that, the largest share first; at most <see cref="MostPaired"/> parameters are paired.</param>
/// <param name="Explained">Share of the results' variance that a forest predicts for the half that it did not see; near or below 0 nothing here means anything.</param>
/// <param name="Trials">How many results there were.</param>
public sealed record ParameterImportance(IReadOnlyList<ImportanceShare> Main, IReadOnlyList<ImportanceShare> Pairs, double Explained, int Trials)
{
    /// <summary>Fewer trials say nothing.</summary>
    public const int FewestTrials = 12;

    /// <summary>Pairs are looked at among so many parameters, those with the largest shares.</summary>
    public const int MostPaired = 12;

    const int Repeats = 24;
    const int Trees = 12;
    const int Points = 256;

    /// <summary>Takes a function apart that is known at trials.</summary>
    /// <param name="parameters">The space.</param>
    /// <param name="trials">One value a parameter: a number, the index of a choice, or NaN where it was not asked for.</param>
    /// <param name="results">One a trial.</param>
    /// <param name="seed">Equal seeds give equal shares.</param>
    /// <exception cref="ArgumentException">The lists do not fit together, a result is not finite, or there are fewer than <see cref="FewestTrials"/>.</exception>
    public static ParameterImportance Of(IReadOnlyList<ImportanceParameter> parameters, IReadOnlyList<double[]> trials, ReadOnlySpan<double> results, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(trials);
        Samples.Require(results);
        if (parameters.Count == 0) throw new ArgumentException("no parameters given; needed: at least one", nameof(parameters));
        if (trials.Count != results.Length) throw new ArgumentException($"{trials.Count} trials and {results.Length} results; needed: one result a trial", nameof(trials));
        if (trials.Count < FewestTrials) throw new ArgumentException($"{trials.Count} trials; needed: at least {FewestTrials}", nameof(trials));
        if (trials.FirstOrDefault(trial => trial.Length != parameters.Count) is { } odd) throw new ArgumentException($"a trial has {odd.Length} values for {parameters.Count} parameters", nameof(trials));

        var space = new Space(parameters, trials, results.ToArray());
        var generator = new CounterGenerator(seed);
        // Pairs cost most: a first round without them says which parameters are worth pairing.
        (int A, int B)[] pairs = parameters.Count <= MostPaired ? All([.. Enumerable.Range(0, parameters.Count)])
            : All([.. space.Repeat([], false, ref generator).Shares.Index().OrderByDescending(share => share.Item).Take(MostPaired).Select(share => share.Index).Order()]);
        var plain = new List<Round>();
        var drawn = new List<Round>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            plain.Add(space.Repeat(pairs, false, ref generator));
            drawn.Add(space.Repeat(pairs, true, ref generator));
        }

        var total = plain.Average(round => round.Total);
        var redrawn = drawn.Average(round => round.Total);
        var shares = Enumerable.Range(0, parameters.Count + pairs.Length).Select(effect => new ImportanceShare(
            parameters[effect < parameters.Count ? effect : pairs[effect - parameters.Count].A].Name,
            effect < parameters.Count ? null : parameters[pairs[effect - parameters.Count].B].Name,
            Share([.. plain.Select(round => round.Shares[effect])], total, [.. drawn.Select(round => round.Shares[effect])], redrawn))).ToList();
        return new ParameterImportance([.. shares.Where(share => share.With is null).OrderByDescending(share => share.Share.Value)],
            [.. shares.Where(share => share.With is not null).OrderByDescending(share => share.Share.Value)], plain.Average(round => round.Explained), trials.Count);
    }

    static (int A, int B)[] All(int[] of) => [.. of.SelectMany((a, index) => of.Skip(index + 1).Select(b => (a, b)))];

    // Limits: two standard deviations of the share when trials are drawn again.
    static Interval Share(double[] plain, double total, double[] drawn, double redrawn)
    {
        if (total <= 0) return new Interval(0, 0, 1);
        var share = plain.Average() / total;
        if (redrawn <= 0) return new Interval(share, 0, 1);
        var half = 2 * Samples.Deviation(drawn) / redrawn;
        return new Interval(share, Math.Max(Math.Min(0, share), share - half), Math.Min(Math.Max(1, share), share + half));
    }

    /// <summary>What one pair of forests says.</summary>
    sealed record Round(double[] Shares, double Total, double Explained);

    sealed class Space
    {
        readonly int[] _cells;
        readonly int[][] _known;
        readonly double[] _results;
        readonly double _variance;

        public Space(IReadOnlyList<ImportanceParameter> parameters, IReadOnlyList<double[]> trials, double[] results)
        {
            // Differences of tiny results must not vanish in squares.
            var (mean, scale) = (Samples.Mean(results), Samples.Deviation(results));
            _results = [.. results.Select(result => scale > 0 ? (result - mean) / scale : 0)];
            _variance = scale > 0 ? 1 : 0;
            _cells = [.. parameters.Select(parameter => parameter.Cells)];
            _known = [.. trials.Select(trial => trial.Select((value, index) => double.IsNaN(value) ? -1 : parameters[index].Cell(value)).ToArray())];
            foreach (var (index, _) in parameters.Index().Where(parameter => parameter.Item.IsChoice)) Order(index);
        }

        /// <summary>Two forests from two halves of the trials, or of trials drawn again.</summary>
        public Round Repeat((int A, int B)[] pairs, bool draw, ref CounterGenerator generator)
        {
            var order = Enumerable.Range(0, _known.Length).ToArray();
            generator.Shuffle<int>(order);
            var side = new bool[order.Length];
            foreach (var row in order.Take(order.Length / 2)) side[row] = true;
            int[] rows = draw ? [.. Draw(order, ref generator)] : order;
            int[][] halves = [[.. rows.Where(row => side[row])], [.. rows.Where(row => !side[row])]];
            var forests = new ImportanceTrees[2];
            for (var half = 0; half < 2; half++) forests[half] = Forest(pairs, halves[half].Length > 0 ? halves[half] : rows, ref generator);
            double[] shares = [.. _cells.Select((_, parameter) => Covariance(forests[0].Main[parameter], forests[1].Main[parameter])),
                .. pairs.Select((pair, index) => Joint(forests, pair, index))];
            return new Round(shares, Total(forests, ref generator), draw ? double.NaN : 1 - (Error(forests[0], halves[1], ref generator) + Error(forests[1], halves[0], ref generator)) / _known.Length);
        }

        static int[] Draw(int[] rows, ref CounterGenerator generator)
        {
            var drawn = new int[rows.Length];
            for (var turn = 0; turn < drawn.Length; turn++) drawn[turn] = rows[generator.NextInt(rows.Length)];
            return drawn;
        }

        ImportanceTrees Forest((int A, int B)[] pairs, int[] rows, ref CounterGenerator generator)
        {
            var forest = new ImportanceTrees(_cells, pairs);
            for (var tree = 0; tree < Trees; tree++) forest.Grow(Filled(ref generator), _results, Draw(rows, ref generator), ref generator);
            forest.Finish();
            return forest;
        }

        // What was not asked for has any value.
        int[][] Filled(ref CounterGenerator generator)
        {
            var filled = new int[_known.Length][];
            for (var row = 0; row < filled.Length; row++)
            {
                filled[row] = _known[row];
                if (!filled[row].Contains(-1)) continue;
                filled[row] = [.. _known[row]];
                for (var parameter = 0; parameter < _cells.Length; parameter++)
                    if (filled[row][parameter] < 0) filled[row][parameter] = generator.NextInt(_cells[parameter]);
            }

            return filled;
        }

        double Total(ImportanceTrees[] forests, ref CounterGenerator generator)
        {
            var point = new int[_cells.Length];
            double[] one = new double[Points], other = new double[Points];
            for (var at = 0; at < Points; at++)
            {
                for (var parameter = 0; parameter < point.Length; parameter++) point[parameter] = generator.NextInt(_cells[parameter]);
                (one[at], other[at]) = (forests[0].At(point), forests[1].At(point));
            }

            return Covariance(one, other);
        }

        double Error(ImportanceTrees forest, int[] rows, ref CounterGenerator generator)
        {
            var filled = Filled(ref generator);
            return _variance == 0 ? rows.Length : rows.Sum(row => Math.Pow(_results[row] - forest.At(filled[row]), 2));
        }

        double Joint(ImportanceTrees[] forests, (int A, int B) pair, int index)
        {
            var (rows, columns, sum) = (_cells[pair.A], _cells[pair.B], 0.0);
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++) sum += Beyond(forests[0], row, column) * Beyond(forests[1], row, column);
            return sum / rows / columns;

            double Beyond(ImportanceTrees forest, int row, int column) =>
                forest.Joint[index][row * (columns + 1) + column] - forest.Main[pair.A][row] - forest.Main[pair.B][column] + forest.Mean;
        }

        static double Covariance(double[] one, double[] other)
        {
            var (meanOne, meanOther, sum) = (Samples.Mean(one), Samples.Mean(other), 0.0);
            for (var at = 0; at < one.Length; at++) sum += (one[at] - meanOne) * (other[at] - meanOther);
            return sum / one.Length;
        }

        void Order(int parameter)
        {
            var means = Enumerable.Range(0, _cells[parameter]).Select(choice => Enumerable.Range(0, _known.Length).Where(row => _known[row][parameter] == choice)
                .Select(row => _results[row]).DefaultIfEmpty(0).Average()).ToArray();
            var order = Enumerable.Range(0, means.Length).ToArray();
            Array.Sort(means, order);
            var place = new int[order.Length];
            for (var at = 0; at < order.Length; at++) place[order[at]] = at;
            foreach (var row in _known)
                if (row[parameter] >= 0) row[parameter] = place[row[parameter]];
        }
    }
}
