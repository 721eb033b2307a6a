using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    static readonly BackwardRule Consumed = static (_, _) => throw new InvalidOperationException(
        "Backward() has already run through this graph; compute the forward pass again.");

    [ThreadStatic] static int _paused;
    [ThreadStatic] static List<Tensor>? _order, _path;
    static int _walks;

    /// <summary>True for parameters and for everything computed from one.</summary>
    public bool RequiresGrad
    {
        get => Node.RequiresGrad;
        private protected set => Node.RequiresGrad = value;
    }

    /// <summary>d(scalar)/d(this) after <see cref="Backward()"/>, same shape; null where none was computed. Kept for parameters and for leaves marked by <see cref="Tracked"/>.</summary>
    public Tensor? Grad => Node is { GradientFresh: false } node ? node.Gradient : null;

    /// <summary>Marks a leaf so that Backward computes its gradient too, and returns it.</summary>
    public Tensor Tracked()
    {
        if (Node.Rule is not null) throw new InvalidOperationException("Tracked() is for tensors that no op computed.");
        RequiresGrad = true;
        return this;
    }

    /// <summary>Until the returned scope is disposed, ops on this thread record nothing: for evaluation.</summary>
    public static PausedGradients PauseGradients() => new();

    /// <summary>Ends with <see cref="Dispose"/> what <see cref="PauseGradients"/> began.</summary>
    public readonly ref struct PausedGradients : IDisposable
    {
        public PausedGradients() => _paused++;

        public void Dispose() => _paused--;
    }

    /// <summary>Forgets the gradient; the next Backward starts it anew.</summary>
    public void ZeroGrad() => Node.GradientFresh = _node.Gradient is not null;

    /// <summary>Computes the gradient of this one-element tensor with respect to all it came from, adding to what is there.</summary>
    public void Backward()
    {
        if (Count != 1)
            throw new ShapeException($"Backward() starts from one element; this tensor has shape {ShapeException.Text(Dims)}. Give it the gradient, or reduce it.");
        Backward([1f]);
    }

    /// <summary>The same from a tensor of any shape, given the gradient of the final scalar with respect to it.</summary>
    public void Backward(ReadOnlySpan<float> gradient)
    {
        if (gradient.Length != Count)
            throw new ShapeException($"Backward needs a gradient of {Count} elements; given {gradient.Length}.");
        if (!RequiresGrad)
            throw new InvalidOperationException("Nothing that this tensor was computed from requires a gradient.");
        var target = GradientTarget(out var add);
        if (add)
            for (var i = 0; i < target.Length; i++) target[i] += gradient[i];
        else
            gradient.CopyTo(target);

        WeightGradients.Begin();
        var order = Walk();
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var tensor = order[i];
            var node = tensor.Node;
            if (node.Rule is null) continue;
            if (tensor.Grad is { } computed) node.Rule(tensor, computed.Span);
            node.Rule = Consumed;
            node.Gradient = null;
            node.GradientFresh = false;
        }
        order.Clear();
        WeightGradients.Finish();
    }

    /// <summary>True for leaves and parts of leaves: no rule waits for this gradient.</summary>
    internal bool EndsHere => Node.IsView ? Source(0).EndsHere : _node.Rule is null;

    internal bool IsSameMemory(Tensor other) => Node.Memory == other.Node.Memory && _node.Offset == other._node.Offset && _node.Count == other._node.Count;

    /// <summary>
    /// Where a rule puts this tensor's gradient. If <paramref name="add"/> is true it must be added to, otherwise the memory
    /// is unspecified and must be overwritten.
    /// </summary>
    internal Span<float> GradientTarget(out bool add)
    {
        var node = Node;
        if (node.IsView)
        {
            var viewed = Source(0);
            if (viewed.Count == node.Count) return viewed.GradientTarget(out add);
            add = true;
            return viewed.GradientSum().Slice(node.ViewStart, node.Count);
        }
        add = node is { Gradient: not null, GradientFresh: false };
        node.GradientFresh = false;
        return (node.Gradient ??= NewGradient(node)).Span;
    }

    /// <summary>
    /// The same for the last use that the rule of <paramref name="result"/> makes of its own gradient, element by element: it is
    /// put over that gradient, which nobody needs any longer, unless this tensor has one already.
    /// </summary>
    internal Span<float> GradientTarget(Tensor result, out bool add)
    {
        if (Node is { IsView: false, Rule: not null, Gradient: null } node) (node.Gradient, node.GradientFresh) = (result.Grad, true);
        return GradientTarget(out add);
    }

    /// <summary>Gives this tensor all of the result's gradient <paramref name="g"/>, without a copy if it has none yet.</summary>
    internal void PassGradient(Tensor result, ReadOnlySpan<float> g)
    {
        var target = GradientTarget(result, out var add);
        if (add || target != g) Elementwise.Map(default(Identity), g, target, add);
    }

    /// <summary>The same for rules that can only add: zero-filled on first use.</summary>
    internal Span<float> GradientSum()
    {
        var target = GradientTarget(out var add);
        if (!add) target.Clear();
        return target;
    }

    // The user sees that of a leaf only, and a model's lasts as long as the model.
    static Tensor NewGradient(Node node) =>
        node.Rule is not null ? Scratch(node.Dims) : new Tensor(node.Dims, owned: node.Arena == Arena.Heap);

    // All that this tensor was computed from and that may have a rule, sources first. The path is explicit: a long unrolled graph
    // must not overflow the thread's own stack.
    List<Tensor> Walk()
    {
        var (order, path) = (_order ??= [], _path ??= []);
        order.Clear();
        path.Clear();
        var walk = Interlocked.Increment(ref _walks);
        Enter(this);
        while (path.Count > 0)
        {
            var tensor = path[^1];
            var node = tensor.Node;
            if (node.Next == node.SourceCount)
            {
                path.RemoveAt(path.Count - 1);
                order.Add(tensor);
            }
            else if (node.Sources[node.Next++] is { } source && source.Node is { RequiresGrad: true, SourceCount: > 0 } next && next.Visited != walk)
            {
                Enter(source);
            }
        }
        return order;

        void Enter(Tensor tensor)
        {
            (tensor._node.Visited, tensor._node.Next) = (walk, 0);
            path.Add(tensor);
        }
    }
}
