namespace Assay.Studies.Frequency;

/// <summary>
/// The original protocol: one stream, the rows in file order, block after block; an epoch is one pass and starts from a zero state.
/// </summary>
public sealed class FileOrderStreams(SignalSet set, int window = 1) : RowStreams(set, 1, window)
{
    int _row;

    public override bool EpochStartsAnew => true;

    public override void Next(Span<float> input, Span<float> target, double progress)
    {
        for (var step = 0; step < Window; step++)
        {
            WriteRow(input.Slice(step * SignalSet.InputWidth, SignalSet.InputWidth), Set.S[_row], Set.Tones[_row]);
            target[step] = Set.Targets[_row];
            _row = (_row + 1) % Set.Rows;
        }
    }

    public override long[] Save() => [_row];

    public override void Load(long[] position) => _row = position is [>= 0] && position[0] < Set.Rows
        ? (int)position[0]
        : throw new InvalidDataException("the stored position is not one in these rows");
}
