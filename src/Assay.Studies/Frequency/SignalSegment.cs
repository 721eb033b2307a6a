namespace Assay.Studies.Frequency;

/// <summary>A run of consecutive rows that ask for the same tone on one unbroken time axis.</summary>
/// <param name="Start">First row (0-based).</param>
/// <param name="Length">Number of rows.</param>
/// <param name="Tone">Index of the tone in <see cref="Signal.Frequencies"/> that the selector asks for.</param>
/// <param name="StartTime">Time of the first row on the signal's axis, in seconds; 0 throughout the assignment's sets.</param>
public readonly record struct SignalSegment(int Start, int Length, int Tone, double StartTime)
{
    /// <summary>The row after the last.</summary>
    public int End => Start + Length;

    /// <summary>Frequency of the tone, in Hz.</summary>
    public int Frequency => Signal.Frequencies[Tone];

    /// <summary>Time of a row on the signal's axis, in seconds.</summary>
    public double Time(int row) => StartTime + (row - Start) / (double)Signal.SampleRate;

    /// <summary>Angle of the selected tone at a row, in radians; the target is its sine.</summary>
    public double Angle(int row) => 2 * Math.PI * Frequency * Time(row);
}
