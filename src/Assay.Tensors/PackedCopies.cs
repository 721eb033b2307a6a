using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>How a matrix product reads a weight.</summary>
enum PackLayout
{
    /// <summary>(outputs, inputs) as the right operand of x W^T.</summary>
    Transposed,

    /// <summary>(outputs, inputs) as the right operand of dy W.</summary>
    Plain,

    /// <summary>As <see cref="Transposed"/>, each gate of a recurrent cell by itself.</summary>
    Gates,
}

/// <summary>Packs a weight into panels.</summary>
delegate void PackAction(Tensor weight, Tensor panels);

/// <summary>
/// Copies of a parameter in the order in which matrix products read it, kept from call to call and made anew when the
/// parameter was written to: whoever asks for its <see cref="Tensor.Span"/> may write, so asking counts.
/// </summary>
sealed class PackedCopies
{
    readonly List<Copy> _copies = [];
    int _version = 1;

    public void Touch() => _version++;

    /// <summary>The copy of a part of the parameter, packed by <paramref name="pack"/> if it is not there or not up to date.</summary>
    public Tensor Of(Tensor part, int start, PackLayout layout, int count, PackAction pack)
    {
        lock (_copies)
        {
            var copy = Find(start, layout, count);
            copy.Panels ??= new Tensor([count], owned: true);
            if (copy.Version != _version || !copy.Filled) pack(part, copy.Panels);
            (copy.Version, copy.Filled) = (_version, true);
            return copy.Panels;
        }
    }

    /// <summary>
    /// The same for products of few rows, for which packing costs more than it saves unless the copy is used again: null at the
    /// first use of a version, unless the version before was used more than once.
    /// </summary>
    public Tensor? IfReused(Tensor part, int start, PackLayout layout, int count, PackAction pack)
    {
        lock (_copies)
        {
            var copy = Find(start, layout, count);
            if (copy.Version != _version) (copy.Version, copy.Filled, copy.UsesBefore, copy.Uses) = (_version, false, copy.Uses, 0);
            if (++copy.Uses == 1 && copy.UsesBefore < 2) return null;
        }
        return Of(part, start, layout, count, pack);
    }

    Copy Find(int start, PackLayout layout, int count)
    {
        foreach (var copy in _copies)
            if (copy.Start == start && copy.Layout == layout && copy.Count == count) return copy;
        var added = new Copy(start, layout, count);
        _copies.Add(added);
        return added;
    }

    sealed class Copy(int start, PackLayout layout, int count)
    {
        public readonly int Start = start, Count = count;
        public readonly PackLayout Layout = layout;
        public Tensor? Panels;
        public int Version, Uses, UsesBefore;
        public bool Filled;
    }
}
