namespace Assay.Studies.Frequency;

/// <summary>
/// Repeats S of an earlier row times a gain, per tone the lag and gain with the least squared error on the training set. Its
/// best is 0.377 where S keeps the phase of the tones and 0.5 where it does not. Lags of up to half a period of the tone are
/// tried: with a gain of either sign they reach every phase, and a longer lag would only carry over more from before a
/// segment's start.
/// </summary>
public sealed class LaggedInput : Baseline
{
    readonly int[] _lags = new int[Signal.Frequencies.Count];
    readonly double[] _gains = new double[Signal.Frequencies.Count];

    /// <summary>Finds lag and gain of each tone.</summary>
    public LaggedInput(SignalSet train)
        : base("lagged-input", "Repeats the input S of an earlier row times a gain, both the best for each tone on the training set.")
    {
        for (var tone = 0; tone < _lags.Length; tone++)
        {
            var best = 0.0;
            for (var lag = 0; lag < Signal.SampleRate / (2 * Signal.Frequencies[tone]); lag++)
            {
                var (product, power) = Moments(train, tone, lag);
                // The squared error falls by product^2 / power when the gain is product / power.
                var gained = power > 0 ? product * product / power : 0;
                if (gained <= best)
                    continue;
                best = gained;
                _lags[tone] = lag;
                _gains[tone] = product / power;
            }
        }
    }

    /// <summary>Lag of each tone, in rows.</summary>
    public IReadOnlyList<int> Lags => _lags;

    /// <summary>Gain of each tone.</summary>
    public IReadOnlyList<double> Gains => _gains;

    /// <inheritdoc/>
    public override float[] Predict(SignalSet set)
    {
        var predictions = new float[set.Rows];
        for (var row = 0; row < set.Rows; row++)
        {
            var tone = set.Tones[row];
            if (row >= _lags[tone])
                predictions[row] = (float)(_gains[tone] * set.S[row - _lags[tone]]);
        }
        return predictions;
    }

    static (double Product, double Power) Moments(SignalSet set, int tone, int lag)
    {
        double product = 0, power = 0;
        foreach (var segment in set.Segments)
        {
            if (segment.Tone != tone)
                continue;
            var start = Math.Max(segment.Start, lag);
            if (start >= segment.End)
                continue;
            var past = set.S[(start - lag)..(segment.End - lag)];
            var target = set.Targets[start..segment.End];
            for (var i = 0; i < past.Length; i++)
            {
                product += (double)past[i] * target[i];
                power += (double)past[i] * past[i];
            }
        }
        return (product, power);
    }
}
