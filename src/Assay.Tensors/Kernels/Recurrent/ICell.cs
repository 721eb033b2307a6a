namespace Assay.Tensors.Kernels;

/// <summary>
/// The element-wise part of one time step of a recurrent cell, forward and backward, over a number of rows (sequences)
/// and a range of units.
/// All matrices are row-major and contiguous; gates of a row stand side by side.
/// </summary>
unsafe interface ICell
{
    /// <summary>Gate blocks per hidden unit: 4 for LSTM, 3 for GRU, 1 for a plain cell.</summary>
    static abstract int Gates { get; }

    /// <summary>True if there is a cell state beside the hidden state.</summary>
    static abstract bool HasCell { get; }

    /// <summary>True if the recurrent product must stay apart from the input's (GRU resets it before adding).</summary>
    static abstract bool ApartRecurrent { get; }

    static abstract void Forward(in CellStep step);

    static abstract void Backward(in CellStep step);
}

/// <summary>
/// The memory of one time step. Forward reads pre-activations from <see cref="Gates"/> (and <see cref="Recurrent"/>), leaves the
/// activated gates there and writes the new state; backward reads them and leaves pre-activation gradients in their place.
/// </summary>
unsafe struct CellStep
{
    /// <summary>(rows, gates * size)</summary>
    public float* Gates;

    /// <summary>(rows, gates * size), only for cells with <see cref="ICell.ApartRecurrent"/>.</summary>
    public float* Recurrent;

    /// <summary>(rows, size) each: state before and after.</summary>
    public float* HiddenBefore, Hidden, CellBefore, Cell;

    /// <summary>
    /// (rows, size) each, backward only: the gradient of the new hidden state on entry, and on return the part of the old one's
    /// that does not go through the recurrent product; the gradient of the cell state, replaced likewise.
    /// </summary>
    public float* DHidden, DCell;

    public int Rows, Size;

    /// <summary>The units computed, From .. To - 1: both multiples of a panel's width, but for the end of the state.</summary>
    public int From, To;
}
