namespace Assay.Studies.Frequency;

/// <summary>
/// Where training rows come from: parallel streams, each a sequence of consecutive rows that a stateful model follows, handed out
/// in windows of a fixed number of rows. The whole position is a few numbers, so a resumed training goes on with the next row.
/// </summary>
public abstract class RowStreams
{
    private protected RowStreams(SignalSet set, int streams, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(streams, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        (Set, Streams, Window) = (set, streams, window);
    }

    /// <summary>The training rows.</summary>
    public SignalSet Set { get; }

    /// <summary>Streams side by side: the batch.</summary>
    public int Streams { get; }

    /// <summary>Rows of each stream in a window: the length of back-propagation through time.</summary>
    public int Window { get; }

    /// <summary>True if the model's state starts from zero at each epoch, as in the original protocol; otherwise it is carried on.</summary>
    public virtual bool EpochStartsAnew => false;

    /// <summary>
    /// Writes the next window: inputs (window, streams, 5) and targets (window, streams).
    /// </summary>
    /// <param name="input">Receives [S, one-hot selector] of each row.</param>
    /// <param name="target">Receives the clean selected tone of each row.</param>
    /// <param name="progress">How much of the training is done, 0 to 1, for streams that grow harder.</param>
    public abstract void Next(Span<float> input, Span<float> target, double progress);

    /// <summary>The position in the data.</summary>
    public abstract long[] Save();

    /// <summary>Goes to a stored position.</summary>
    /// <exception cref="InvalidDataException">It is not one of these streams.</exception>
    public abstract void Load(long[] position);

    private protected static void WriteRow(Span<float> input, float signal, int tone)
    {
        input.Clear();
        input[0] = signal;
        input[1 + tone] = 1f;
    }
}
