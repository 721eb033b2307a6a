using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Moves parameters against their gradients. Formulas and defaults are PyTorch's; a parameter that is frozen or has no
/// gradient is left alone and its own step count stands still. A step allocates nothing.
/// </summary>
public abstract class Optimizer
{
    readonly string[] _names;
    readonly Parameter[] _parameters;
    readonly Tensor[][] _slots;
    readonly string[] _slotNames;
    readonly long[] _steps;
    readonly double[] _norms;
    double _learningRate;

    /// <summary>An optimizer with running sums in <paramref name="slots"/>, each as large as its parameter and zero at first.</summary>
    protected Optimizer(IEnumerable<(string Name, Parameter Parameter)> parameters, double learningRate, params ReadOnlySpan<string> slots)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var list = parameters.ToArray();
        if (list.Length == 0) throw new ArgumentException("An optimizer needs at least one parameter; given none.", nameof(parameters));
        _names = [.. list.Select(p => p.Name)];
        _parameters = [.. list.Select(p => p.Parameter)];
        if (_names.Distinct().Count() < list.Length || _parameters.Distinct().Count() < list.Length)
            throw new ArgumentException("Every parameter and every name may be given once; one is there twice.", nameof(parameters));
        LearningRate = learningRate;
        _steps = new long[list.Length];
        _norms = new double[list.Length];
        _slotNames = slots.ToArray();
        _slots = [.. _slotNames.Select(_ => Array.ConvertAll(_parameters, ZerosLike))];
    }

    /// <summary>The rate of the next step; at least 0. Schedules set it.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Require(value >= 0, value, "at least 0", nameof(LearningRate));
    }

    /// <summary>The parameters by name, in the order given.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The parameters in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>
    /// Norms of the parameters' gradients at the last call of <see cref="Step(double)"/> or <see cref="GradientNorm"/>, in the
    /// order of <see cref="Names"/>.
    /// </summary>
    public ReadOnlySpan<double> GradientNorms => _norms;

    /// <summary>Applies the gradients as they are.</summary>
    public void Step() => Apply(1);

    /// <summary>
    /// Applies the gradients, scaled down together where their global norm exceeds <paramref name="clip"/> (by
    /// clip / (norm + 1e-6), as PyTorch's clip_grad_norm_), at no extra pass over them, and returns the norm before scaling.
    /// If the norm is not finite nothing is applied; <see cref="FirstNonFiniteGradient"/> then names the culprit.
    /// </summary>
    /// <param name="clip">The largest norm; positive, infinite for no limit.</param>
    public double Step(double clip)
    {
        Require(clip > 0, clip, "positive", nameof(clip));
        var norm = GradientNorm();
        if (double.IsFinite(norm)) Apply(Clipping.Factor(norm, clip));
        return norm;
    }

    /// <summary>The Euclidean norm of all gradients together.</summary>
    public double GradientNorm()
    {
        var sum = 0.0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            var square = Gradient(i) is { } gradient ? Updates.SquaredNorm(gradient.Span) : 0;
            _norms[i] = Math.Sqrt(square);
            sum += square;
        }
        return Math.Sqrt(sum);
    }

    /// <summary>The name of the first parameter whose gradient has a NaN, an infinity or too large a norm; null if all are fine.</summary>
    public string? FirstNonFiniteGradient()
    {
        for (var i = 0; i < _parameters.Length; i++)
            if (Gradient(i) is { } gradient && !double.IsFinite(Updates.SquaredNorm(gradient.Span))) return _names[i];
        return null;
    }

    /// <summary>The name of the first parameter that holds a NaN or an infinity; null if all are fine.</summary>
    public string? FirstNonFiniteParameter()
    {
        for (var i = 0; i < _parameters.Length; i++)
            foreach (var value in _parameters[i].Span)
                if (!float.IsFinite(value)) return _names[i];
        return null;
    }

    /// <summary>Forgets all gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in _parameters) parameter.ZeroGrad();
    }

    /// <summary>
    /// All that the next step depends on beside parameters and gradients. The tensors are the optimizer's own: write or copy
    /// them before the next step.
    /// </summary>
    public OptimizerState State()
    {
        var tensors = new Dictionary<string, Tensor>();
        var scalars = new Dictionary<string, double> { ["learningRate"] = LearningRate };
        for (var i = 0; i < _parameters.Length; i++)
        {
            scalars[$"{_names[i]}.step"] = _steps[i];
            for (var slot = 0; slot < _slots.Length; slot++) tensors[$"{_names[i]}.{_slotNames[slot]}"] = _slots[slot][i];
        }
        return new OptimizerState(tensors, scalars);
    }

    /// <summary>Takes over a stored state by copying it.</summary>
    /// <exception cref="ArgumentException">Names or shapes differ; the message lists every difference and nothing was changed.</exception>
    public void Load(OptimizerState state)
    {
        var own = State();
        own.RequireSameAs(state);
        foreach (var (name, tensor) in own.Tensors) tensor.CopyFrom(state.Tensors[name]);
        for (var i = 0; i < _steps.Length; i++) _steps[i] = (long)state.Scalars[$"{_names[i]}.step"];
        LearningRate = state.Scalars["learningRate"];
    }

    /// <summary>Updates one parameter.</summary>
    /// <param name="index">Its place in <see cref="Parameters"/>, for <see cref="Slot"/>.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient, of the same shape.</param>
    /// <param name="step">Number of this step for this parameter, from 1.</param>
    /// <param name="scale">What the gradient must be multiplied by: the clip factor.</param>
    protected abstract void Update(int index, Parameter parameter, ReadOnlySpan<float> gradient, long step, double scale);

    /// <summary>The running sum in place <paramref name="slot"/> of those the constructor named, for one parameter.</summary>
    protected Span<float> Slot(int slot, int index) => _slots[slot][index].Span;

    /// <summary><paramref name="value"/> if <paramref name="fits"/>, else an exception that says what was needed.</summary>
    protected static double Require(bool fits, double value, string needed, string name) =>
        fits ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be {needed}.");

    void Apply(double scale)
    {
        for (var i = 0; i < _parameters.Length; i++)
            if (Gradient(i) is { } gradient) Update(i, _parameters[i], gradient.Span, ++_steps[i], scale);
    }

    Tensor? Gradient(int index) => _parameters[index].Trainable ? _parameters[index].Grad : null;

    static Tensor ZerosLike(Parameter parameter)
    {
        // Not in the arena of a step that may be running: this outlives it.
        var zeros = parameter.Keep();
        zeros.Span.Clear();
        return zeros;
    }
}
