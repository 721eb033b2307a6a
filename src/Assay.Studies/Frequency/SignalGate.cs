namespace Assay.Studies.Frequency;

/// <summary>
/// The check of the data before any training: is the target in the input at all? A standard deviation cannot tell, being 0.356
/// for every range of phase noise; the correlation with each target and the spectral line at each tone can.
/// </summary>
public sealed class SignalGate
{
    /// <summary>How often independent data are taken for dependent: once in a thousand sets.</summary>
    public const double FalseAlarmRate = 1e-3;

    readonly ToneEvidence[] _tones;

    SignalGate(double variance, ToneEvidence[] tones)
    {
        Variance = variance;
        _tones = tones;
    }

    /// <summary>Variance of S over all rows.</summary>
    public double Variance { get; }

    /// <summary>The evidence for each tone, in the order of <see cref="Signal.Frequencies"/>, but for tones without rows.</summary>
    public IReadOnlyList<ToneEvidence> Tones => _tones;

    /// <summary>
    /// True if no tone's line is higher than chance allows: as far as any linear filter of S can see, input and target are
    /// independent. The smallest of the tones' probabilities is held against <see cref="FalseAlarmRate"/> divided by their
    /// number.
    /// </summary>
    public bool InputTellsNothing => _tones.All(tone => tone.ChanceOfLine >= FalseAlarmRate / _tones.Length);

    /// <summary>Measures a set.</summary>
    public static SignalGate Measure(SignalSet set)
    {
        var tones = Enumerable.Range(0, Signal.Frequencies.Count).Where(tone => set.RowsOf(tone) > 0);
        double sum = 0, squares = 0;
        foreach (var value in set.S)
        {
            sum += value;
            squares += (double)value * value;
        }
        var variance = squares / set.Rows - sum / set.Rows * (sum / set.Rows);
        return new SignalGate(variance, [.. tones.Select(tone => Measure(set, tone))]);
    }

    static ToneEvidence Measure(SignalSet set, int tone)
    {
        var rows = set.RowsOf(tone);
        // S against the target's sine and, for the line, against its cosine too: sums of each, of squares and of products.
        double sumS = 0, sumSs = 0, sumSin = 0, sumSinSin = 0, sumCos = 0, sumSSin = 0, sumSCos = 0;
        foreach (var segment in set.Segments.Where(segment => segment.Tone == tone))
            for (var row = segment.Start; row < segment.End; row++)
            {
                double s = set.S[row];
                var (sin, cos) = Math.SinCos(segment.Angle(row));
                sumS += s;
                sumSs += s * s;
                sumSin += sin;
                sumSinSin += sin * sin;
                sumCos += cos;
                sumSSin += s * sin;
                sumSCos += s * cos;
            }
        var mean = sumS / rows;
        var variance = sumSs / rows - mean * mean;
        var targetVariance = sumSinSin / rows - sumSin / rows * (sumSin / rows);
        var inPhase = sumSSin - mean * sumSin;
        var outOfPhase = sumSCos - mean * sumCos;
        return new ToneEvidence(
            Signal.Frequencies[tone], rows,
            Correlation: inPhase / rows / Math.Sqrt(variance * targetVariance),
            ChanceCorrelation: 1 / Math.Sqrt(rows),
            Line: Math.Sqrt(inPhase * inPhase + outOfPhase * outOfPhase),
            ChanceLine: Math.Sqrt(rows * variance));
    }
}
