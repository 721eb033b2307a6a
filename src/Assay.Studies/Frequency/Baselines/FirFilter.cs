using MathNet.Numerics.LinearAlgebra;

namespace Assay.Studies.Frequency;

/// <summary>
/// A causal linear filter for each tone: the prediction is a weighted sum of S at this row and the rows before it, with the
/// weights of least squared error on the training set. It shows what memory of S buys without anything non-linear.
/// </summary>
/// <remarks>
/// With p taps fitted on n rows of pure noise the error on other rows is 0.5 (1 + p / n), 0.51 here, and 0.5 (1 - p / n) on
/// the training rows.
/// </remarks>
public sealed class FirFilter : Baseline
{
    readonly int _taps;
    readonly double[][] _weights = new double[Signal.Frequencies.Count][];

    /// <summary>Fits one filter for each tone.</summary>
    /// <param name="train">The rows to fit on.</param>
    /// <param name="taps">Weights of a filter: it reaches taps - 1 rows back.</param>
    /// <exception cref="ArgumentException">There are no taps, or fewer rows of a tone than taps.</exception>
    public FirFilter(SignalSet train, int taps = 200)
        : base("linear-filter", $"A causal linear filter of S with {taps} taps for each tone, least squares on the training set.")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(taps, 1);
        _taps = taps;
        var stream = Padded(train);
        for (var tone = 0; tone < _weights.Length; tone++)
        {
            if (train.RowsOf(tone) < taps)
                throw new ArgumentException($"{train.RowsOf(tone)} rows of {Signal.Frequencies[tone]} Hz for {taps} taps.",
                    nameof(train));
            var segments = train.Segments.Where(segment => segment.Tone == tone).ToArray();
            var products = Products(stream, train.Targets, segments);
            _weights[tone] = Gram(stream, segments).Cholesky().Solve(products).ToArray();
        }
    }

    /// <inheritdoc/>
    public override float[] Predict(SignalSet set)
    {
        var stream = Padded(set);
        var predictions = new float[set.Rows];
        for (var row = 0; row < set.Rows; row++)
        {
            var weights = _weights[set.Tones[row]];
            var sum = 0.0;
            for (var lag = 0; lag < _taps; lag++)
                sum += weights[lag] * stream[row + _taps - lag];
            predictions[row] = (float)sum;
        }
        return predictions;
    }

    // S of row r stands at r + taps, after the zeros that precede the stream.
    double[] Padded(SignalSet set)
    {
        var stream = new double[_taps + set.Rows];
        for (var row = 0; row < set.Rows; row++)
            stream[_taps + row] = set.S[row];
        return stream;
    }

    Vector<double> Products(double[] stream, ReadOnlySpan<float> targets, SignalSegment[] segments)
    {
        var products = new double[_taps];
        foreach (var segment in segments)
            for (var row = segment.Start; row < segment.End; row++)
                for (var lag = 0; lag < _taps; lag++)
                    products[lag] += targets[row] * stream[row + _taps - lag];
        return Vector<double>.Build.Dense(products);
    }

    // Element (j, k) sums x[r - j] x[r - k] over the rows r of a segment. One step down the diagonal moves that window by one
    // row, so only the first row of the matrix needs whole sums.
    Matrix<double> Gram(double[] stream, SignalSegment[] segments)
    {
        var gram = Matrix<double>.Build.Dense(_taps, _taps);
        foreach (var segment in segments)
            for (var distance = 0; distance < _taps; distance++)
            {
                var sum = 0.0;
                for (var at = segment.Start + _taps; at < segment.End + _taps; at++)
                    sum += stream[at] * stream[at - distance];
                for (var j = 0; j + distance < _taps; j++)
                {
                    gram[j, j + distance] += sum;
                    if (distance > 0)
                        gram[j + distance, j] += sum;
                    var first = segment.Start + _taps - j - 1;
                    var last = segment.End + _taps - j - 1;
                    sum += stream[first] * stream[first - distance] - stream[last] * stream[last - distance];
                }
            }
        return gram;
    }
}
