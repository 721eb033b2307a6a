using Assay.Tensors;

namespace Assay.Data;

/// <summary>
/// A long sequence cut into contiguous parts of equal length that are read side by side, a window of time steps at once:
/// for truncated back-propagation through time, where a model's state is carried from a window to the next.
/// </summary>
public sealed class ContiguousStreams : Streams
{
    readonly Tensor _inputs, _targets;
    readonly bool[] _starts;

    /// <summary>Streams over inputs (rows, width) and targets (rows, outputs).</summary>
    /// <param name="inputs">The sequence in order of time.</param>
    /// <param name="targets">One row for each row of the inputs.</param>
    /// <param name="count">The number of streams. Rows that do not fill another step of all streams are left out at the end.</param>
    /// <param name="window">Time steps in a window; the last window of a pass may be shorter.</param>
    public ContiguousStreams(Tensor inputs, Tensor targets, int count, int window)
        : base(count, window)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Rank != 2 || targets.Rank != 2 || inputs.Dim(0) != targets.Dim(0))
        {
            throw new ShapeException(
                $"Streams need inputs (rows, width) and targets (rows, outputs); given {Text(inputs)} and {Text(targets)}.");
        }
        if (count > inputs.Dim(0)) throw new ArgumentOutOfRangeException(nameof(count), count, $"{inputs.Dim(0)} rows make at most as many streams.");
        (_inputs, _targets, _starts) = (inputs, targets, new bool[count]);
        Length = inputs.Dim(0) / count;
    }

    /// <summary>Time steps of one stream.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override int WindowCount => (Length + Window - 1) / Window;

    /// <summary>Rows at the end of the sequence that no stream reads.</summary>
    public int Unused => _inputs.Dim(0) - (Count * Length);

    /// <inheritdoc/>
    protected override StreamWindow Read(int index)
    {
        var first = index * Window;
        var steps = Math.Min(Window, Length - first);
        Array.Fill(_starts, index == 0);
        return new StreamWindow(index, Gather(_inputs, first, steps), Gather(_targets, first, steps), _starts);
    }

    // (rows, width) -> (steps, streams, width)
    Tensor Gather(Tensor source, int first, int steps)
    {
        var width = source.Dim(1);
        var result = Tensor.Zeros(steps, Count, width);
        Span<float> from = source.Span, to = result.Span;
        for (var step = 0; step < steps; step++)
        {
            for (var stream = 0; stream < Count; stream++)
            {
                var row = (stream * Length) + first + step;
                from.Slice(row * width, width).CopyTo(to[(((step * Count) + stream) * width)..]);
            }
        }
        return result;
    }

    static string Text(Tensor tensor) => $"({string.Join(", ", tensor.Dims.ToArray())})";
}
