namespace Assay.Studies.Frequency;

/// <summary>
/// The best that can be done from one row alone: the conditional mean of the target given S and the selector, fitted on the
/// training set as the mean over bins of S with equal counts, joined by straight lines.
/// </summary>
/// <remarks>
/// The bin means are drawn together by the positive-part James-Stein factor, which costs nothing where S tells something and
/// leaves about the overall mean where the means differ only by chance. The limit is 0.2855 under light noise (one number
/// cannot say where in the period the tone is) and 0.5 under full noise.
/// </remarks>
public sealed class MemorylessPredictor : Baseline
{
    /// <summary>Bins of S for each tone.</summary>
    public const int Bins = 64;

    readonly double[][] _centres = new double[Signal.Frequencies.Count][];
    readonly double[][] _means = new double[Signal.Frequencies.Count][];

    /// <summary>Fits the conditional means.</summary>
    /// <exception cref="ArgumentException">A tone has fewer than two rows a bin.</exception>
    public MemorylessPredictor(SignalSet train)
        : base("memoryless", "The mean of the target given S and the selector of the same row, fitted on the training set.")
    {
        for (var tone = 0; tone < _centres.Length; tone++)
            (_centres[tone], _means[tone]) = Fit(train, tone);
    }

    /// <inheritdoc/>
    public override float[] Predict(SignalSet set)
    {
        var predictions = new float[set.Rows];
        for (var row = 0; row < set.Rows; row++)
            predictions[row] = (float)Interpolate(_centres[set.Tones[row]], _means[set.Tones[row]], set.S[row]);
        return predictions;
    }

    static (double[] Centres, double[] Means) Fit(SignalSet train, int tone)
    {
        var rows = Enumerable.Range(0, train.Rows).Where(row => train.Tones[row] == tone).ToArray();
        if (rows.Length < 2 * Bins)
            throw new ArgumentException($"{rows.Length} rows of {Signal.Frequencies[tone]} Hz for {Bins} bins of at least 2.",
                nameof(train));
        var signal = rows.Select(row => train.S[row]).ToArray();
        var target = rows.Select(row => (double)train.Targets[row]).ToArray();
        Array.Sort(signal, target);

        var centres = new double[Bins];
        var means = new double[Bins];
        var overall = target.Average();
        double between = 0, within = 0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var start = bin * rows.Length / Bins;
            var count = (bin + 1) * rows.Length / Bins - start;
            var inside = target.AsSpan(start, count).ToArray();
            centres[bin] = signal.AsSpan(start, count).ToArray().Average();
            means[bin] = inside.Average();
            between += count * (means[bin] - overall) * (means[bin] - overall);
            within += inside.Sum(value => (value - means[bin]) * (value - means[bin]));
        }

        // Bin means that differ by chance alone have an expected sum of squares of (bins - 1) variances.
        var chance = (Bins - 1) * within / (rows.Length - Bins);
        var factor = between > chance ? 1 - chance / between : 0;
        for (var bin = 0; bin < Bins; bin++)
            means[bin] = overall + factor * (means[bin] - overall);
        return (centres, means);
    }

    static double Interpolate(double[] x, double[] y, double at)
    {
        var found = Array.BinarySearch(x, at);
        if (found >= 0)
            return y[found];
        var right = ~found;
        if (right == 0)
            return y[0];
        if (right == x.Length)
            return y[^1];
        var part = (at - x[right - 1]) / (x[right] - x[right - 1]);
        return y[right - 1] + part * (y[right] - y[right - 1]);
    }
}
