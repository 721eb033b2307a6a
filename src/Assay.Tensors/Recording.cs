using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Tensors;

/// <summary>
/// The backward rule of an op: reads the gradient of the op's result and adds to the gradients of its sources. Rules are
/// static: what they need they find on the result, its sources among it.
/// </summary>
delegate void BackwardRule(Tensor result, ReadOnlySpan<float> gradient);

// What an op leaves on its result for the way back.
public partial class Tensor
{
    /// <summary>A result of an op on <paramref name="sources"/>: new memory, and a place in the graph if a gradient may be asked for.</summary>
    /// <param name="dims">The result's shape.</param>
    /// <param name="sources">
    /// What the rule will find by <see cref="Source"/>: the op's arguments, null for those left out, and what it saves for its rule.
    /// </param>
    internal static Tensor Result(ReadOnlySpan<int> dims, params ReadOnlySpan<Tensor?> sources)
    {
        var result = New(dims);
        result.Record(sources);
        return result;
    }

    /// <summary>True if the result needs a backward rule.</summary>
    internal bool Recorded => Node.SourceCount > 0;

    /// <summary>What Backward is to do; forgotten if the result is not <see cref="Recorded"/>.</summary>
    internal BackwardRule Rule
    {
        set
        {
            if (Recorded) _node.Rule = value;
        }
    }

    /// <summary>An array of the caller's that the rule needs, such as indices.</summary>
    internal Array? Attached
    {
        get => Node.Attached;
        set
        {
            if (Recorded) _node.Attached = value;
        }
    }

    internal int SourceCount => Node.SourceCount;

    /// <summary>The tensor at a place in the list that the result was recorded with.</summary>
    internal Tensor Source(int index) => Node.Sources[index]!;

    /// <summary>The same where an argument may have been left out.</summary>
    internal Tensor? OptionalSource(int index) => Node.Sources[index];

    /// <summary>Keeps numbers for the rule, at most 64 bytes.</summary>
    internal void Save<T>(T numbers)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() > Unsafe.SizeOf<Node.Numbers>()) throw new NotSupportedException($"{typeof(T)} has more than 64 bytes.");
        Unsafe.As<Node.Numbers, T>(ref Node.Saved) = numbers;
    }

    /// <summary>What was kept by <see cref="Save"/>.</summary>
    internal T Saved<T>()
        where T : unmanaged => Unsafe.As<Node.Numbers, T>(ref Node.Saved);

    /// <summary>The room of <see cref="Save"/> as 16 integers.</summary>
    internal Span<int> SavedIntegers => MemoryMarshal.CreateSpan(ref Unsafe.As<Node.Numbers, int>(ref Node.Saved), 16);

    internal void Record(params ReadOnlySpan<Tensor?> sources)
    {
        if (_paused > 0) return;
        foreach (var source in sources)
        {
            if (source is not { RequiresGrad: true }) continue;
            _node.RequiresGrad = true;
            _node.SetSources(sources);
            return;
        }
    }

    /// <summary>
    /// The elements from <paramref name="start"/> on under a shape of their own: the same memory, and the same gradient memory,
    /// so that a view costs nothing forward or backward.
    /// </summary>
    internal Tensor View(int start, params ReadOnlySpan<int> dims)
    {
        var view = Part(start, dims);
        view.Record(this);
        if (view.Recorded) (view._node.IsView, view._node.ViewStart) = (true, start);
        return view;
    }
}
