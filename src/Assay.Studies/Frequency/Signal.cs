using Assay.Tensors;

namespace Assay.Studies.Frequency;

/// <summary>
/// The frequency task's data. S(t) is the mean of four tones, A sin(2 pi f t + phase) with A uniform in [0.8, 1.2) and the phase
/// uniform in [0, 2 pi phaseFraction), both drawn anew for every tone at every sample. A phase fraction of 1 is the assignment;
/// there S is white noise, independent of every target. At 0.01 (the light variant) the tones survive.
/// </summary>
public static class Signal
{
    /// <summary>Samples in a second.</summary>
    public const int SampleRate = 1000;

    /// <summary>Samples of S in the assignment, 10 seconds.</summary>
    public const int BlockLength = 10_000;

    /// <summary>Seed of the training set.</summary>
    public const ulong TrainSeed = 1;

    /// <summary>Seed of the test set.</summary>
    public const ulong TestSeed = 2;

    /// <summary>Seed of the independent test set.</summary>
    public const ulong IndependentSeed = 3;

    const int ShortestSegment = 500;
    const int LongestSegment = 4000;

    /// <summary>The tones, in Hz.</summary>
    public static IReadOnlyList<int> Frequencies { get; } = [1, 3, 5, 7];

    /// <summary>
    /// A set as the assignment defines it: one S of 10,000 samples from t = 0, repeated under each selector in turn (1, 3, 5, 7
    /// Hz), 40,000 rows. Sets of different seeds share their targets and differ only in noise.
    /// </summary>
    /// <remarks>10 s is a whole number of periods of all tones, so S has no phase jump where the selector switches.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The phase fraction is not in [0, 1].</exception>
    public static SignalSet Make(ulong seed, double phaseFraction)
    {
        CheckPhaseFraction(phaseFraction);
        var block = Mix(new Rng(seed).Split("noise"), phaseFraction, startTime: 0, BlockLength);
        var signal = Frequencies.SelectMany(_ => block).ToArray();
        return new SignalSet(signal, Frequencies.Select((_, tone) =>
            new SignalSegment(tone * BlockLength, BlockLength, tone, StartTime: 0)));
    }

    /// <summary>
    /// A test set that shares nothing with <see cref="Make"/> but the task: 10,000 rows of each tone cut into segments of 500
    /// to 4,000 rows in random order (the selector changes at every boundary), with fresh noise throughout and a random start
    /// phase. Neither a clock started by the selector nor memory of the training targets can pass it.
    /// </summary>
    /// <param name="seed">Seed of order, phases and noise.</param>
    /// <param name="phaseFraction">Range of the phase noise as a fraction of 2 pi.</param>
    /// <param name="phaseJumps">
    /// True: the time axis starts anew at a random moment in each segment, so a model must find the phase again each time.
    /// False: one random start, then an unbroken signal, as in <see cref="Make"/> where only the selector changes.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The phase fraction is not in [0, 1].</exception>
    public static SignalSet MakeIndependent(ulong seed, double phaseFraction, bool phaseJumps = true)
    {
        CheckPhaseFraction(phaseFraction);
        var segments = LayOut(new Rng(seed).Split("layout"), phaseJumps);
        var noise = new Rng(seed).Split("noise");
        var signal = segments.SelectMany(segment => Mix(noise, phaseFraction, segment.StartTime, segment.Length)).ToArray();
        return new SignalSet(signal, segments);
    }

    static void CheckPhaseFraction(double phaseFraction)
    {
        if (!(phaseFraction is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(phaseFraction), phaseFraction,
                "The phase fraction must be between 0 and 1.");
    }

    static float[] Mix(Rng noise, double phaseFraction, double startTime, int length)
    {
        var signal = new float[length];
        for (var i = 0; i < length; i++)
        {
            var time = startTime + i / (double)SampleRate;
            var sum = 0.0;
            foreach (var frequency in Frequencies)
            {
                var amplitude = 0.8 + 0.4 * noise.NextDouble();
                var phase = 2 * Math.PI * phaseFraction * noise.NextDouble();
                sum += amplitude * Math.Sin(2 * Math.PI * frequency * time + phase);
            }
            signal[i] = (float)(sum / Frequencies.Count);
        }
        return signal;
    }

    static SignalSegment[] LayOut(Rng rng, bool phaseJumps)
    {
        var pieces = Shuffled(rng);
        while (pieces.Zip(pieces.Skip(1)).Any(pair => pair.First.Tone == pair.Second.Tone))
            pieces = Shuffled(rng);

        var segments = new SignalSegment[pieces.Length];
        var start = 0;
        // All tones repeat after a second, so a start within one second reaches every phase.
        var origin = rng.NextDouble();
        for (var i = 0; i < pieces.Length; i++)
        {
            var time = phaseJumps ? rng.NextDouble() : origin + start / (double)SampleRate;
            segments[i] = new SignalSegment(start, pieces[i].Length, pieces[i].Tone, time);
            start += pieces[i].Length;
        }
        return segments;
    }

    static (int Tone, int Length)[] Shuffled(Rng rng)
    {
        var pieces = new List<(int Tone, int Length)>();
        for (var tone = 0; tone < Frequencies.Count; tone++)
        {
            var left = BlockLength;
            while (left > LongestSegment)
            {
                // What stays must still make a segment.
                var longest = Math.Min(LongestSegment, left - ShortestSegment);
                var length = ShortestSegment + rng.NextInt(longest - ShortestSegment + 1);
                pieces.Add((tone, length));
                left -= length;
            }
            pieces.Add((tone, left));
        }
        return [.. rng.Permutation(pieces.Count).Select(i => pieces[i])];
    }
}
