using System.Runtime.CompilerServices;

namespace Assay.Tensors;

/// <summary>
/// What a tensor refers to: memory under a shape, and how it was computed. Nodes made in an arena are used again in its next
/// step, so that a step makes none; the small <see cref="Tensor"/> objects that point to one notice that by their generation.
/// </summary>
sealed class Node(Arena arena)
{
    /// <summary>Whose memory this is; while the arena's generation lasts the node is valid.</summary>
    public readonly Arena Arena = arena;

    public float[] Memory = [];
    public int Offset, Count;

    /// <summary>What an op computed this from, tensors it saved for its rule included; the array may be longer than <see cref="SourceCount"/>.</summary>
    public Tensor?[] Sources = [];
    public int SourceCount;
    public BackwardRule? Rule;

    /// <summary>A few numbers for the rule.</summary>
    public Numbers Saved;

    /// <summary>An array of the caller's that the rule needs, such as indices.</summary>
    public Array? Attached;

    /// <summary>True if this is part of the memory of its only source, and of its gradient's, from <see cref="ViewStart"/> on.</summary>
    public bool IsView;
    public int ViewStart;

    /// <summary>Of a parameter and of all that shares its memory: its packed copies.</summary>
    public PackedCopies? Packed;

    public bool RequiresGrad;
    public Tensor? Gradient;

    /// <summary>True if <see cref="Gradient"/> is only memory to be written anew.</summary>
    public bool GradientFresh;

    // Of the last walk that came by: its number, and the source it went to last.
    public int Visited, Next;

    int[] _dims = [];
    int _rank;
    Tensor? _reused;

    public ReadOnlySpan<int> Dims
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_dims, 0, _rank);
    }

    /// <summary>A tensor object that goes with the node from step to step, for tensors that nobody holds beyond their step.</summary>
    public Tensor Reused
    {
        get
        {
            if (_reused is null) return _reused = new Tensor(this);
            _reused.Renew();
            return _reused;
        }
    }

    public bool IsReused(Tensor tensor) => ReferenceEquals(tensor, _reused);

    public void Shape(ReadOnlySpan<int> dims, int count)
    {
        if (_dims.Length < dims.Length) _dims = new int[Math.Max(4, dims.Length)];
        dims.CopyTo(_dims);
        (_rank, Count) = (dims.Length, count);
    }

    public void SetSources(ReadOnlySpan<Tensor?> sources)
    {
        if (Sources.Length < sources.Length) Sources = new Tensor?[Math.Max(4, sources.Length)];
        sources.CopyTo(Sources);
        SourceCount = sources.Length;
    }

    /// <summary>Lets go of all that belongs to a step that has ended.</summary>
    public void Clear()
    {
        Memory = [];
        Array.Clear(Sources, 0, SourceCount);
        SourceCount = 0;
        Rule = null;
        Attached = null;
        Gradient = null;
        Packed = null;
        IsView = RequiresGrad = GradientFresh = false;
    }

    /// <summary>Room for 64 bytes.</summary>
    [InlineArray(8)]
    public struct Numbers
    {
        ulong _first;
    }
}
