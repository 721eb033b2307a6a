using Assay.Tensors;

namespace Assay.Studies.Frequency;

/// <summary>
/// Streams made of segments of random tone and length, as a stateful extractor meets them: contiguous rows, then another selector.
/// Now and then a stream starts anew from a zero state, as the first row of any use does: what is never trained is not learned.
/// </summary>
public abstract class SegmentStreams : RowStreams
{
    readonly int[] _tone, _time, _left, _offset;
    readonly int _restart;
    Rng _rng;

    private protected SegmentStreams(SignalSet set, int streams, int window, int passes, int restart, Rng rng)
        : base(set, streams, window, passes)
    {
        if (set.Rows != Signal.Frequencies.Count * Signal.BlockLength || set.Segments.Count != Signal.Frequencies.Count)
            throw new ArgumentException("Segments are cut from a set of four whole blocks that share one signal.", nameof(set));
        (_tone, _time, _left, _offset) = (new int[streams], new int[streams], new int[streams], new int[streams]);
        (_restart, _rng) = (restart, rng);
        for (var stream = 0; stream < streams; stream++) _tone[stream] = -1;
    }

    /// <inheritdoc/>
    public sealed override long[] Save()
    {
        var (key, position) = _rng.State;
        long[] state = [(long)key, (long)position];
        return [.. state, .. _tone, .. _time, .. _left, .. _offset];
    }

    /// <inheritdoc/>
    public sealed override void Load(long[] position)
    {
        if (position.Length != 2 + (4 * Count)) throw new InvalidDataException($"the stored position is not one of {Count} streams");
        _rng = new Rng(((ulong)position[0], (ulong)position[1]));
        int[][] parts = [_tone, _time, _left, _offset];
        for (var part = 0; part < parts.Length; part++)
        {
            for (var stream = 0; stream < Count; stream++)
            {
                var value = position[2 + (part * Count) + stream];
                var limit = part == 0 ? Signal.Frequencies.Count : part == 2 ? int.MaxValue : Signal.BlockLength;
                if (value < (part == 0 ? -1 : 0) || value >= limit) throw new InvalidDataException("the stored position is outside the rows");
                parts[part][stream] = (int)value;
            }
        }
    }

    private protected sealed override void Begin(Span<bool> starts, int index)
    {
        for (var stream = 0; stream < Count; stream++)
        {
            starts[stream] = _restart > 0 && _rng.NextInt(_restart) < Window;
            if (starts[stream]) (_tone[stream], _left[stream]) = (-1, 0);
        }
    }

    private protected sealed override void Fill(Span<float> input, Span<float> target, Span<byte> tones)
    {
        for (var stream = 0; stream < Count; stream++)
        {
            for (var step = 0; step < Window; step++)
            {
                if (_left[stream] == 0) BeginSegment(stream);
                var row = (step * Count) + stream;
                var tone = _tone[stream];
                tones[row] = (byte)tone;
                // The four blocks hold the same signal; block `tone` has its target.
                input[row * SignalSet.InputWidth] = Set.S[(_time[stream] + _offset[stream]) % Signal.BlockLength];
                input[(row * SignalSet.InputWidth) + 1 + tone] = 1f;
                target[row] = Set.Targets[(tone * Signal.BlockLength) + _time[stream]];
                _time[stream] = (_time[stream] + 1) % Signal.BlockLength;
                _left[stream]--;
            }
        }
    }

    /// <summary>Starts a segment: its length in rows, the time of its first row, and how far its signal is taken from elsewhere.</summary>
    private protected abstract (int Length, int Time, int Offset) Draw(Rng rng, int? timeBefore);

    void BeginSegment(int stream)
    {
        var before = _tone[stream];
        // Within a stream every segment asks for another tone than the last.
        _tone[stream] = before < 0 ? _rng.NextInt(Signal.Frequencies.Count) : (before + 1 + _rng.NextInt(Signal.Frequencies.Count - 1)) % Signal.Frequencies.Count;
        (_left[stream], _time[stream], _offset[stream]) = Draw(_rng, before < 0 ? null : _time[stream]);
    }
}
