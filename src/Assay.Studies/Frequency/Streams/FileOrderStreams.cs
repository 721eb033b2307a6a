namespace Assay.Studies.Frequency;

/// <summary>
/// The original protocol: one stream, the rows in file order, block after block; an epoch is one pass and starts from a zero state.
/// </summary>
public sealed class FileOrderStreams(SignalSet set, int window = 1) : RowStreams(set, 1, window, passes: 1)
{
    int _row;

    /// <inheritdoc/>
    public override long[] Save() => [_row];

    /// <inheritdoc/>
    public override void Load(long[] position) => _row = position is [>= 0] && position[0] < Set.Rows
        ? (int)position[0]
        : throw new InvalidDataException("the stored position is not one in these rows");

    private protected override void Begin(Span<bool> starts, int index) => starts.Fill(index == 0);

    private protected override void Fill(Span<float> input, Span<float> target, Span<byte> tones)
    {
        for (var step = 0; step < Window; step++)
        {
            tones[step] = Set.Tones[_row];
            input[step * SignalSet.InputWidth] = Set.S[_row];
            input[(step * SignalSet.InputWidth) + 1 + tones[step]] = 1f;
            target[step] = Set.Targets[_row];
            _row = (_row + 1) % Set.Rows;
        }
    }
}
