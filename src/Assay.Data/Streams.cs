using Assay.Tensors;

namespace Assay.Data;

/// <summary>
/// Parallel streams of consecutive rows for a model that carries its state along, read side by side in windows of a few time steps:
/// what truncated back-propagation through time trains on.
/// </summary>
public abstract class Streams
{
    /// <param name="count">The number of streams.</param>
    /// <param name="window">Time steps in a window.</param>
    protected Streams(int count, int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        (Count, Window) = (count, window);
    }

    /// <summary>The number of streams.</summary>
    public int Count { get; }

    /// <summary>Time steps in a window.</summary>
    public int Window { get; }

    /// <summary>Windows in one pass.</summary>
    public abstract int WindowCount { get; }

    /// <summary>
    /// One pass. The loop's body runs inside an <see cref="Arena"/> scope that is rewound before each window.
    /// </summary>
    /// <param name="skip">Windows at the beginning that are left out: those done before an interruption.</param>
    public IEnumerable<StreamWindow> Windows(int skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        return Iterate(skip);
    }

    /// <summary>The window at a 0-based place in the pass. Places are asked for in order.</summary>
    protected abstract StreamWindow Read(int index);

    IEnumerable<StreamWindow> Iterate(int skip)
    {
        using var arena = Arena.Enter();
        for (var index = skip; index < WindowCount; index++)
        {
            yield return Read(index);
            arena.Rewind();
        }
    }
}
