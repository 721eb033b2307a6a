using System.Numerics;
using Assay.Statistics;
using MathNet.Numerics;

namespace Assay.Sweeps;

/// <summary>
/// A density over several parameters at once: a mixture with one product of kernels for each trial, and an even density over the whole space
/// (the prior). On ordered parameters a kernel is a normal density cut off at the limits of the range; on choices it gives the trial's own choice
/// a large share and divides the rest among the others (Aitchison, Aitken: "Multivariate binary discrimination by the kernel method", 1976).
/// </summary>
sealed class ParzenDensity
{
    // Deviations beyond which nothing of a kernel counts, and steps of the table up to there.
    const int Reach = 4, Steps = 4096;

    // The logarithm of the normal distribution function at 0 to Reach.
    static readonly double[] LogBelow = [.. Enumerable.Range(0, Steps + 1).Select(step => Math.Log(0.5 * (1 + SpecialFunctions.Erf((double)Reach * step / Steps / Math.Sqrt(2)))))];

    readonly Dimension[] _dimensions;
    readonly double[] _weights;
    readonly double[] _logs;
    readonly double _prior;
    readonly double[] _work;

    /// <param name="columns">The parameters.</param>
    /// <param name="rows">Of the trials, in the columns; all have all of the parameters.</param>
    /// <param name="weights">What each counts for.</param>
    /// <param name="prior">What the even density counts for.</param>
    /// <param name="width">Of a parameter's kernels: a standard deviation on the unit interval, or the share that other choices have.</param>
    public ParzenDensity(
        IReadOnlyList<TrialTable.Column> columns, ReadOnlySpan<int> rows, ReadOnlySpan<double> weights, double prior, Func<TrialTable.Column, double> width)
    {
        var total = prior;
        foreach (var weight in weights) total += weight;
        _prior = prior / total;
        _weights = new double[rows.Length];
        _logs = new double[rows.Length];
        _work = new double[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            _weights[row] = weights[row] / total;
            _logs[row] = Math.Log(_weights[row]);
        }

        _dimensions = new Dimension[columns.Count];
        for (var index = 0; index < columns.Count; index++)
        {
            var places = new double[rows.Length];
            for (var row = 0; row < rows.Length; row++) places[row] = columns[index][rows[row]];
            var dimension = _dimensions[index] = new Dimension(columns[index], places, width(columns[index]));
            dimension.AddScales(_logs);
        }
    }

    /// <summary>The logarithm of the density.</summary>
    /// <param name="places">One a parameter.</param>
    public double Log(ReadOnlySpan<double> places)
    {
        _logs.CopyTo(_work, 0);
        for (var index = 0; index < _dimensions.Length; index++) _dimensions[index].AddDistances(places[index], _work);
        var prior = Math.Log(_prior);
        var most = prior;
        foreach (var value in _work) most = Math.Max(most, value);
        var sum = Math.Exp(prior - most);
        foreach (var value in _work)
            if (value > most - 40)
                sum += Math.Exp(value - most);
        return most + Math.Log(sum);
    }

    /// <summary>Draws places of the parameters from <paramref name="known"/> on, given those before.</summary>
    public void Draw(Span<double> places, int known, ref CounterGenerator generator)
    {
        var row = Component(places[..known], ref generator);
        for (var index = known; index < _dimensions.Length; index++)
            places[index] = row < 0 ? generator.NextDouble() : _dimensions[index].Draw(row, ref generator);
    }

    /// <summary>A component by chance, the likelier the better it explains what is known; -1 for the prior.</summary>
    int Component(ReadOnlySpan<double> known, ref CounterGenerator generator)
    {
        var most = Math.Log(_prior);
        if (known.IsEmpty) _weights.CopyTo(_work, 0);
        else
        {
            for (var row = 0; row < _work.Length; row++) _work[row] = Math.Log(_weights[row]);
            for (var index = 0; index < known.Length; index++)
            {
                _dimensions[index].AddScales(_work);
                _dimensions[index].AddDistances(known[index], _work);
            }
            foreach (var value in _work) most = Math.Max(most, value);
            for (var row = 0; row < _work.Length; row++) _work[row] = Math.Exp(_work[row] - most);
        }

        var prior = known.IsEmpty ? _prior : Math.Exp(Math.Log(_prior) - most);
        var total = prior;
        foreach (var value in _work) total += value;
        var left = generator.NextDouble() * total - prior;
        if (left < 0) return -1;
        for (var row = 0; row < _work.Length; row++)
        {
            left -= _work[row];
            if (left < 0) return row;
        }
        return -1;
    }

    sealed class Dimension
    {
        readonly double[] _places;
        readonly double _width;
        readonly double _values;
        readonly bool _unordered;

        public Dimension(TrialTable.Column column, double[] places, double width) =>
            (_places, _width, _values, _unordered) = (places, width, column.Values, column.Unordered);

        /// <summary>Adds to each row the logarithm of its kernel at its own place.</summary>
        public void AddScales(double[] logs)
        {
            if (_values == 1) return;
            if (_unordered)
            {
                // Relative to the even density, 1 / values, as densities on the unit interval are.
                var own = Math.Log((1 - _width) * _values);
                for (var row = 0; row < logs.Length; row++) logs[row] += own;
                return;
            }
            var scale = -Math.Log(_width * Math.Sqrt(2 * Math.PI));
            for (var row = 0; row < logs.Length; row++)
            {
                logs[row] += scale;
                // Farther from the limits nothing worth counting is cut off.
                var nearest = Math.Min(_places[row], 1 - _places[row]);
                if (nearest < Reach * _width) logs[row] -= LogWithin(_places[row]);
            }
        }

        /// <summary>Adds to each row the logarithm of how much less its kernel is at the place than at its own.</summary>
        public void AddDistances(double place, double[] logs)
        {
            if (_values == 1) return;
            if (_unordered)
            {
                var penalty = Math.Log(_width / (_values - 1) / (1 - _width));
                for (var other = 0; other < logs.Length; other++)
                    if (_places[other] != place)
                        logs[other] += penalty;
                return;
            }
            var factor = -0.5 / (_width * _width);
            var row = 0;
            for (; row <= logs.Length - Vector<double>.Count; row += Vector<double>.Count)
            {
                var distances = new Vector<double>(_places, row) - new Vector<double>(place);
                (new Vector<double>(logs, row) + factor * distances * distances).CopyTo(logs, row);
            }
            for (; row < logs.Length; row++) logs[row] += factor * (_places[row] - place) * (_places[row] - place);
        }

        public double Draw(int row, ref CounterGenerator generator)
        {
            if (_values == 1) return _places[row];
            if (_unordered)
            {
                if (generator.NextDouble() >= _width) return _places[row];
                var other = generator.NextInt((int)_values - 1);
                return ((other >= (int)(_places[row] * _values) ? other + 1 : other) + 0.5) / _values;
            }
            double place;
            do place = _places[row] + _width * generator.NextNormal();
            while (place is < 0 or > 1);
            return place;
        }

        // The logarithm of the share of a kernel that lies between the limits.
        double LogWithin(double place)
        {
            var (near, far) = (Math.Min(place, 1 - place) / _width, Math.Max(place, 1 - place) / _width);
            if (far >= Reach) return OneLimit(near);
            return Math.Log(0.5 * (SpecialFunctions.Erf(near / Math.Sqrt(2)) + SpecialFunctions.Erf(far / Math.Sqrt(2))));
        }
    }

    // Where only one limit is near, read from a table: this is asked for each trial and parameter at each proposal.
    static double OneLimit(double deviations)
    {
        var place = deviations * Steps / Reach;
        var step = Math.Min((int)place, Steps - 1);
        return LogBelow[step] + ((place - step) * (LogBelow[step + 1] - LogBelow[step]));
    }
}
