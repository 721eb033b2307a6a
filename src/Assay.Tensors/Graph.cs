namespace Assay.Tensors;

/// <summary>The backward rule of an op: reads the gradient of the op's result and adds to the gradients of its sources.</summary>
delegate void BackwardRule(ReadOnlySpan<float> gradient);

public partial class Tensor
{
    static readonly BackwardRule Consumed = _ => throw new InvalidOperationException(
        "Backward() has already run through this graph; compute the forward pass again.");

    [ThreadStatic] static int _paused;
    [ThreadStatic] static List<Tensor>? _order;
    [ThreadStatic] static Stack<(Tensor Tensor, int Next)>? _pending;
    static int _walks;

    Tensor[] _sources = [];
    Tensor? _viewOf;
    int _viewStart;
    BackwardRule? _rule;
    Tensor? _gradient;
    bool _gradientFresh;
    int _visited;

    /// <summary>True for parameters and for everything computed from one.</summary>
    public bool RequiresGrad { get; private protected set; }

    /// <summary>d(scalar)/d(this) after <see cref="Backward()"/>, same shape; null where none was computed. Kept for parameters and for leaves marked by <see cref="Tracked"/>.</summary>
    public Tensor? Grad => _gradientFresh ? null : _gradient;

    /// <summary>Marks a leaf so that Backward computes its gradient too, and returns it.</summary>
    public Tensor Tracked()
    {
        if (_rule is not null) throw new InvalidOperationException("Tracked() is for tensors that no op computed.");
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
    public void ZeroGrad() => _gradientFresh = _gradient is not null;

    /// <summary>Computes the gradient of this one-element tensor with respect to all it came from, adding to what is there.</summary>
    public void Backward()
    {
        if (Count != 1)
            throw new ShapeException($"Backward() starts from one element; this tensor has shape {ShapeException.Text(_dims)}. Give it the gradient, or reduce it.");
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

        var order = _order ??= [];
        order.Clear();
        Visit(this, Interlocked.Increment(ref _walks), order);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var tensor = order[i];
            if (tensor._rule is null) continue;
            if (tensor.Grad is { } computed) tensor._rule(computed.Span);
            tensor._rule = Consumed;
            tensor._gradient = null;
            tensor._gradientFresh = false;
        }
        order.Clear();
    }

    /// <summary>A result of an op on <paramref name="sources"/>: new memory, and a place in the graph if a gradient may be asked for.</summary>
    internal static Tensor Result(int[] dims, params ReadOnlySpan<Tensor> sources)
    {
        var result = new Tensor(dims);
        result.Record(sources);
        return result;
    }

    /// <summary>True if the result needs a backward rule.</summary>
    internal bool Recorded => _sources.Length > 0;

    internal BackwardRule Rule
    {
        set => _rule = value;
    }

    internal void Record(params ReadOnlySpan<Tensor> sources)
    {
        if (_paused > 0) return;
        foreach (var source in sources)
        {
            if (!source.RequiresGrad) continue;
            RequiresGrad = true;
            _sources = sources.ToArray();
            return;
        }
    }

    /// <summary>
    /// Where a rule puts this tensor's gradient. If <paramref name="add"/> is true it must be added to, otherwise the memory
    /// is unspecified and must be overwritten.
    /// </summary>
    internal Span<float> GradientTarget(out bool add)
    {
        if (_viewOf is not null)
        {
            if (_viewOf.Count == Count) return _viewOf.GradientTarget(out add);
            add = true;
            return _viewOf.GradientSum().Slice(_viewStart, Count);
        }
        add = _gradient is not null && !_gradientFresh;
        _gradient ??= new Tensor(_dims, owned: _arena is null && _rule is null);
        _gradientFresh = false;
        return _gradient.Span;
    }

    /// <summary>The same for rules that can only add: zero-filled on first use.</summary>
    internal Span<float> GradientSum()
    {
        var target = GradientTarget(out var add);
        if (!add) target.Clear();
        return target;
    }

    /// <summary>
    /// The elements from <paramref name="start"/> on under a shape of their own: the same memory, and the same gradient memory,
    /// so that a view costs nothing forward or backward.
    /// </summary>
    internal Tensor View(int start, params int[] dims)
    {
        _ = Span;
        var view = new Tensor(this, start, dims);
        view.Record(this);
        if (view.Recorded) (view._viewOf, view._viewStart) = (this, start);
        return view;
    }

    // Depth first, an explicit stack: a long unrolled graph must not overflow the thread's own.
    static void Visit(Tensor root, int walk, List<Tensor> order)
    {
        var stack = _pending ??= new Stack<(Tensor Tensor, int Next)>();
        root._visited = walk;
        stack.Push((root, 0));
        while (stack.Count > 0)
        {
            var (tensor, next) = stack.Pop();
            if (next == tensor._sources.Length)
            {
                order.Add(tensor);
                continue;
            }
            stack.Push((tensor, next + 1));
            var source = tensor._sources[next];
            if (source._visited == walk || !source.RequiresGrad) continue;
            source._visited = walk;
            stack.Push((source, 0));
        }
    }
}
