using Assay.Tensors;

namespace Assay.Studies.Frequency;

/// <summary>
/// Segments that all start at time 0, as the assignment's blocks do, and grow longer as training goes on: from
/// <c>shortest</c> rows up to whole blocks when <c>grown</c> of the training is done. Under full phase noise, where the signal says nothing,
/// a network can follow them only by growing a clock that each change of the selector starts. The noise of a segment is taken
/// from a random place of the training signal, so that it cannot be learned by heart.
/// </summary>
public sealed class RestartingStreams(SignalSet set, int streams, int window, int passes, int restart, int shortest, int longest, double grown, Rng rng)
    : SegmentStreams(set, streams, window, passes, restart, rng)
{
    private protected override (int Length, int Time, int Offset) Draw(Rng rng, int? timeBefore)
    {
        var limit = shortest * Math.Pow((double)longest / shortest, Math.Min(1, Progress / grown));
        // Lengths between the shortest and the limit on a log scale, more of the long ones.
        var length = shortest * Math.Pow(limit / shortest, Math.Sqrt(rng.NextDouble()));
        return (Math.Max(1, (int)length), 0, rng.NextInt(Signal.BlockLength));
    }
}
