namespace Assay.Studies.Frequency;

/// <summary>
/// Mean squared errors of predictions over a <see cref="SignalSet"/>: overall, per tone, per segment, and apart for the first
/// second after a segment's start (a model is still finding the phase) and the rest. The scale: predicting 0 scores 0.5.
/// </summary>
public sealed class SignalScore
{
    readonly double[] _mseOfTone;
    readonly SegmentScore[] _segments;

    SignalScore(double mse, double[] mseOfTone, double firstSecondMse, double laterMse, double afterStartMse, SegmentScore[] segments)
    {
        Mse = mse;
        _mseOfTone = mseOfTone;
        FirstSecondMse = firstSecondMse;
        LaterMse = laterMse;
        AfterStartMse = afterStartMse;
        _segments = segments;
    }

    /// <summary>Mean over all rows.</summary>
    public double Mse { get; }

    /// <summary>Mean over the rows of each tone, as in <see cref="Signal.Frequencies"/>; NaN for a tone without rows.</summary>
    public IReadOnlyList<double> MseOfTone => _mseOfTone;

    /// <summary>Mean over the rows within a second of their segment's start.</summary>
    public double FirstSecondMse { get; }

    /// <summary>Mean over all other rows; NaN where no segment is longer than a second.</summary>
    public double LaterMse { get; }

    /// <summary>Mean over all rows but the first second of the set, where a model with a zero state cannot know the phase yet.</summary>
    public double AfterStartMse { get; }

    /// <summary>One score for each segment, in row order.</summary>
    public IReadOnlyList<SegmentScore> Segments => _segments;

    /// <summary>Scores predictions (rows).</summary>
    /// <exception cref="ArgumentException">There is not one prediction a row.</exception>
    public static SignalScore Of(SignalSet set, ReadOnlySpan<float> predictions)
    {
        CheckLength(set, predictions);
        var tones = new Mean[Signal.Frequencies.Count];
        Mean all = new(), first = new(), later = new();
        var segments = new SegmentScore[set.Segments.Count];
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = set.Segments[i];
            var settled = Math.Min(segment.Start + Signal.SampleRate, segment.End);
            var head = SquaredError(set, predictions, segment.Start, settled);
            var tail = SquaredError(set, predictions, settled, segment.End);
            var whole = head + tail;
            segments[i] = new SegmentScore(segment, whole.Value, head.Value, tail.Value);
            tones[segment.Tone] += whole;
            all += whole;
            first += head;
            later += tail;
        }
        return new SignalScore(all.Value, [.. tones.Select(tone => tone.Value)], first.Value, later.Value,
            SquaredError(set, predictions, Math.Min(Signal.SampleRate, set.Rows), set.Rows).Value, segments);
    }

    /// <summary>
    /// Mean squared error against the time since the segment's start, averaged over all segments: element k covers the rows
    /// k window to (k + 1) window - 1 of each segment that reaches so far.
    /// </summary>
    /// <param name="set">The rows.</param>
    /// <param name="predictions">One prediction a row (rows).</param>
    /// <param name="window">Rows in a window.</param>
    /// <exception cref="ArgumentException">There is not one prediction a row, or the window is empty.</exception>
    public static double[] OverTime(SignalSet set, ReadOnlySpan<float> predictions, int window)
    {
        CheckLength(set, predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var longest = set.Segments.Max(segment => segment.Length);
        var means = new Mean[(longest + window - 1) / window];
        foreach (var segment in set.Segments)
            for (var k = 0; k * window < segment.Length; k++)
            {
                var start = segment.Start + k * window;
                means[k] += SquaredError(set, predictions, start, Math.Min(start + window, segment.End));
            }
        return [.. means.Select(mean => mean.Value)];
    }

    /// <summary>
    /// The score as named metrics, e.g. for "test": test/mse, test/mse/f1 to test/mse/f7, test/mse/first-second, test/mse/later,
    /// test/mse/after-start.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics(string split)
    {
        var metrics = new Dictionary<string, double> { [$"{split}/mse"] = Mse };
        for (var tone = 0; tone < _mseOfTone.Length; tone++)
            metrics[$"{split}/mse/f{Signal.Frequencies[tone]}"] = _mseOfTone[tone];
        metrics[$"{split}/mse/first-second"] = FirstSecondMse;
        metrics[$"{split}/mse/later"] = LaterMse;
        metrics[$"{split}/mse/after-start"] = AfterStartMse;
        return metrics;
    }

    static void CheckLength(SignalSet set, ReadOnlySpan<float> predictions)
    {
        if (predictions.Length != set.Rows)
            throw new ArgumentException($"{predictions.Length} predictions for {set.Rows} rows.", nameof(predictions));
    }

    static Mean SquaredError(SignalSet set, ReadOnlySpan<float> predictions, int start, int end)
    {
        var sum = 0.0;
        for (var row = start; row < end; row++)
        {
            var error = (double)predictions[row] - set.Targets[row];
            sum += error * error;
        }
        return new Mean(sum, end - start);
    }

    readonly record struct Mean(double Sum, int Count)
    {
        public double Value => Sum / Count;

        public static Mean operator +(Mean a, Mean b) => new(a.Sum + b.Sum, a.Count + b.Count);
    }
}
