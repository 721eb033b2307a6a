using Assay.Data;
using Assay.Tensors;

namespace Assay.Studies.Frequency;

/// <summary>
/// Where training rows come from: parallel streams, each a sequence of consecutive rows that a stateful model follows, handed out
/// in windows of a fixed number of rows. The whole position is a few numbers, so a resumed training goes on with the next row.
/// </summary>
public abstract class RowStreams : Streams
{
    readonly bool[] _starts;
    readonly byte[] _tones;

    private protected RowStreams(SignalSet set, int streams, int window, int passes)
        : base(streams, window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(passes, 1);
        Set = set;
        WindowCount = (int)Math.Max(1, (long)passes * set.Rows / ((long)streams * window));
        (_starts, _tones) = (new bool[streams], new byte[streams * window]);
    }

    /// <summary>The training rows.</summary>
    public SignalSet Set { get; }

    /// <inheritdoc/>
    public sealed override int WindowCount { get; }

    /// <summary>How much of the training is done, 0 to 1, for streams that grow harder; to be set before each pass.</summary>
    public double Progress { get; set; }

    /// <summary>The tone of each row of the last window (window, streams).</summary>
    public ReadOnlySpan<byte> Tones => _tones;

    /// <summary>The position in the data.</summary>
    public abstract long[] Save();

    /// <summary>Goes to a stored position.</summary>
    /// <exception cref="InvalidDataException">It is not one of these streams.</exception>
    public abstract void Load(long[] position);

    /// <inheritdoc/>
    protected sealed override StreamWindow Read(int index)
    {
        var input = Tensor.Zeros(Window, Count, SignalSet.InputWidth);
        var target = Tensor.Zeros(Window, Count, 1);
        Begin(_starts, index);
        Fill(input.Span, target.Span, _tones);
        return new StreamWindow(index, input, target, _starts);
    }

    /// <summary>Says for which streams the model's state starts from zero with the window at a 0-based place in the pass; the others carry it on.</summary>
    private protected abstract void Begin(Span<bool> starts, int index);

    /// <summary>Writes the next window: S and one-hot selector of each row (window, streams, 5, zero on entry), targets and tones (window, streams).</summary>
    private protected abstract void Fill(Span<float> input, Span<float> target, Span<byte> tones);
}
