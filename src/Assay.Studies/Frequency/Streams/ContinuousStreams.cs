using Assay.Tensors;

namespace Assay.Studies.Frequency;

/// <summary>
/// Each stream starts at a random time and runs on through the training signal, round and round (10 s are whole periods of all
/// tones), while the selector changes after segments of uniformly random length: no target can be known by its place.
/// </summary>
public sealed class ContinuousStreams(SignalSet set, int streams, int window, int passes, int restart, int shortest, int longest, Rng rng)
    : SegmentStreams(set, streams, window, passes, restart, rng)
{
    private protected override (int Length, int Time, int Offset) Draw(Rng rng, int? timeBefore) =>
        (shortest + rng.NextInt(longest - shortest + 1), timeBefore ?? rng.NextInt(Signal.BlockLength), 0);
}
