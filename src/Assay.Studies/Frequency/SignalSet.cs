namespace Assay.Studies.Frequency;

/// <summary>
/// Rows of the frequency task in stream order, immutable: the mixed signal S, the selector C and the target tone.
/// A model sees [S, one-hot C], <see cref="InputWidth"/> numbers a row, and is asked for the clean selected tone.
/// </summary>
public sealed class SignalSet
{
    /// <summary>Numbers a model sees in a row: S and the one-hot selector.</summary>
    public const int InputWidth = 5;

    readonly float[] _signal;
    readonly float[] _targets;
    readonly byte[] _tones;
    readonly SignalSegment[] _segments;

    /// <summary>Joins a stream of S (one value a row) to the segments that say what is asked for.</summary>
    /// <exception cref="ArgumentException">The segments are not a gapless cover of the signal.</exception>
    public SignalSet(ReadOnlySpan<float> signal, IEnumerable<SignalSegment> segments)
    {
        _signal = signal.ToArray();
        _segments = [.. segments];
        _targets = new float[signal.Length];
        _tones = new byte[signal.Length];

        var next = 0;
        foreach (var segment in _segments)
        {
            if (segment.Start != next || segment.Length < 1 || segment.End > signal.Length)
                throw new ArgumentException($"A segment of rows {segment.Start} to {segment.End - 1} where one was needed "
                    + $"that starts at row {next} and stays within {signal.Length} rows.", nameof(segments));
            if ((uint)segment.Tone >= Signal.Frequencies.Count)
                throw new ArgumentException($"Tone {segment.Tone} is not between 0 and {Signal.Frequencies.Count - 1}.",
                    nameof(segments));
            next = segment.End;
            for (var row = segment.Start; row < segment.End; row++)
            {
                _tones[row] = (byte)segment.Tone;
                _targets[row] = (float)Math.Sin(segment.Angle(row));
            }
        }
        if (next != signal.Length)
            throw new ArgumentException($"The segments cover {next} rows of a signal of {signal.Length} rows.", nameof(segments));
    }

    /// <summary>Number of rows.</summary>
    public int Rows => _signal.Length;

    /// <summary>S, one value a row (rows).</summary>
    public ReadOnlySpan<float> S => _signal;

    /// <summary>The clean selected tone, amplitude 1 (rows).</summary>
    public ReadOnlySpan<float> Targets => _targets;

    /// <summary>Index of the selected tone in <see cref="Signal.Frequencies"/> (rows).</summary>
    public ReadOnlySpan<byte> Tones => _tones;

    /// <summary>The segments in row order; their tones are the block order.</summary>
    public IReadOnlyList<SignalSegment> Segments => _segments;

    /// <summary>Number of rows that ask for a tone.</summary>
    public int RowsOf(int tone) => _segments.Where(segment => segment.Tone == tone).Sum(segment => segment.Length);

    /// <summary>Writes the input of one row: S, then the one-hot selector (5).</summary>
    public void WriteInput(int row, Span<float> input)
    {
        input[..InputWidth].Clear();
        input[0] = _signal[row];
        input[1 + _tones[row]] = 1;
    }

    /// <summary>All inputs, row by row (rows, 5).</summary>
    public float[] Inputs()
    {
        var inputs = new float[Rows * InputWidth];
        for (var row = 0; row < Rows; row++)
            WriteInput(row, inputs.AsSpan(row * InputWidth));
        return inputs;
    }

    /// <summary>The same rows with another S (rows), for ablations: selector and targets stay.</summary>
    /// <exception cref="ArgumentException">The signal has another number of rows.</exception>
    public SignalSet WithSignal(ReadOnlySpan<float> signal) => new(signal, _segments);
}
