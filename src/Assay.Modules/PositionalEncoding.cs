using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// Adds fixed waves to a sequence so that positions can be told apart (Vaswani et al. 2017): column 2i of position p gets
/// sin(p / 10000^(2i / width)), column 2i + 1 the cosine. It has no parameters.
/// </summary>
public sealed class PositionalEncoding : Layer
{
    const double LongestWave = 10000;

    readonly int _width, _positions;
    readonly Tensor _table;

    /// <param name="width">Width of the sequence.</param>
    /// <param name="positions">Time steps of the longest sequence.</param>
    public PositionalEncoding(int width, int positions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(positions);
        (_width, _positions) = (width, positions);
        _table = new Buffer(positions, width).Values;
        for (var index = 0; index < _table.Count; index++)
        {
            var (position, column) = Math.DivRem(index, width);
            var angle = position / Math.Pow(LongestWave, (double)(column - (column % 2)) / width);
            _table.Span[index] = (float)(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }
    }

    /// <summary>(batch, time, width) to the same shape.</summary>
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Forward(x, 0);

    /// <summary>The same for a part of a sequence that begins at time step <paramref name="first"/>.</summary>
    public Tensor Forward(Tensor x, int first)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        if (x.Rank != 3 || x.Dims[2] != _width || x.Dims[1] + first > _positions)
            throw new ShapeException($"PositionalEncoding needs (batch, time, {_width}) of at most {_positions} time steps; given {x} from step {first}.");
        return x + _table.Slice(0, first, x.Dims[1]);
    }
}
