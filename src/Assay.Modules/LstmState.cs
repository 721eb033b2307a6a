using Assay.Tensors;

namespace Assay.Modules;

/// <summary>What an LSTM carries from one step to the next, both (layers * directions, batch, hidden).</summary>
public readonly record struct LstmState(Tensor Hidden, Tensor Cell)
{
    /// <summary>The same memory without its history: back-propagation through time stops here.</summary>
    public LstmState Detach() => new(Hidden.Detach(), Cell.Detach());

    /// <summary>A copy that stays valid when the step ends.</summary>
    public LstmState Keep() => new(Hidden.Keep(), Cell.Keep());

    /// <summary>Overwrites the values with those of another state; carrying a state over like this allocates nothing.</summary>
    public void CopyFrom(LstmState source)
    {
        Hidden.CopyFrom(source.Hidden);
        Cell.CopyFrom(source.Cell);
    }

    /// <summary>Sets the state of one sequence of the batch to zero.</summary>
    public void Reset(int sequence)
    {
        ResetRow(Hidden, sequence);
        ResetRow(Cell, sequence);
    }

    static void ResetRow(Tensor state, int sequence)
    {
        int layers = state.Dims[0], batch = state.Dims[1], hidden = state.Dims[2];
        if ((uint)sequence >= (uint)batch)
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"The batch has sequences 0..{batch - 1}; given {sequence}.");
        for (var layer = 0; layer < layers; layer++) state.Span.Slice(((layer * batch) + sequence) * hidden, hidden).Clear();
    }
}
