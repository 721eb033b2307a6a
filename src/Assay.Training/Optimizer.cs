using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Moves parameters against their gradients. Formulas and defaults are PyTorch's; a parameter that is frozen or has no
/// gradient is left alone and its own step count stands still. A step allocates nothing. Parameters may have rates of their own:
/// <see cref="SetRate"/>.
/// </summary>
public abstract class Optimizer
{
    readonly string[] _names;
    readonly Parameter[] _parameters;
    readonly Tensor[][] _slots;
    readonly string[] _slotNames;
    readonly long[] _steps;
    readonly double[] _factors, _norms, _squares;
    readonly UpdateList _list = new();
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
        _factors = new double[list.Length];
        Array.Fill(_factors, 1);
        _norms = new double[list.Length];
        _squares = new double[list.Length];
        _slotNames = slots.ToArray();
        _slots = Array.ConvertAll(_parameters, parameter => Array.ConvertAll(_slotNames, _ => ZerosLike(parameter)));
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

    /// <summary>The factors of <see cref="LearningRate"/> in the order of <see cref="Names"/>; 1 at first. See <see cref="SetRate"/>.</summary>
    public ReadOnlySpan<double> RateFactors => _factors;

    /// <summary>
    /// Gives a parameter, or all parameters of a module, the rate <paramref name="factor"/> x <see cref="LearningRate"/>, and so
    /// their weight decay too. At 0 they are left alone as if frozen: no step, no decay, running sums and step counts stand
    /// still, their gradients count in no norm. The factors are part of <see cref="State"/>.
    /// </summary>
    /// <param name="path">Of a parameter or module: "encoder" stands for "encoder" and all that begins with "encoder."; "" for everything.</param>
    /// <param name="factor">At least 0; finite.</param>
    /// <exception cref="ArgumentException">No parameter is there.</exception>
    public void SetRate(string path, double factor)
    {
        ArgumentNullException.ThrowIfNull(path);
        Require(factor >= 0 && double.IsFinite(factor), factor, "finite and at least 0", nameof(factor));
        foreach (var index in Under(path)) _factors[index] = factor;
    }

    /// <summary>Applies the gradients as they are.</summary>
    public void Step()
    {
        Collect();
        Apply(1);
    }

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
        Collect();
        var squares = _squares.AsSpan(0, _list.Count);
        _list.SquaredNorms(squares);
        var (sum, next) = (0.0, 0);
        for (var i = 0; i < _parameters.Length; i++)
        {
            var square = Gradient(i) is null ? 0 : squares[next++];
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

    /// <summary>Forgets all running sums and step counts, as a new optimizer on the same parameters would begin.</summary>
    public void Forget()
    {
        Array.Clear(_steps);
        foreach (var slots in _slots)
            foreach (var slot in slots) slot.Span.Clear();
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
            if (_factors[i] != 1) scalars[$"{_names[i]}.rate"] = _factors[i];
            for (var slot = 0; slot < _slotNames.Length; slot++) tensors[$"{_names[i]}.{_slotNames[slot]}"] = _slots[i][slot];
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
        for (var i = 0; i < _steps.Length; i++)
        {
            _steps[i] = (long)state.Scalars[$"{_names[i]}.step"];
            _factors[i] = state.Scalars.GetValueOrDefault($"{_names[i]}.rate", 1);
        }
        LearningRate = state.Scalars["learningRate"];
    }

    /// <summary>Updates parameters that have all been updated equally often and have the same rate.</summary>
    /// <param name="list">The parameters, with the running sums in the order in which the constructor named them.</param>
    /// <param name="step">Number of this step for these parameters, from 1.</param>
    /// <param name="rate">Their learning rate; positive or 0.</param>
    /// <param name="scale">What the gradients must be multiplied by: the clip factor.</param>
    protected abstract void Update(UpdateList list, long step, double rate, double scale);

    /// <summary>True of a parameter whose update is not one of elements, and so <see cref="UpdateAlone"/>'s.</summary>
    private protected virtual bool IsAlone(int index) => false;

    /// <summary>Updates a parameter of which <see cref="IsAlone"/> is true.</summary>
    /// <param name="parameter">What is updated.</param>
    /// <param name="gradient">Its gradient, to be multiplied by <paramref name="scale"/>.</param>
    /// <param name="sums">Its running sums in the order in which the constructor named them.</param>
    /// <param name="step">Number of this step for the parameter, from 1.</param>
    /// <param name="rate">Its learning rate.</param>
    /// <param name="scale">The clip factor.</param>
    private protected virtual void UpdateAlone(
        Parameter parameter, ReadOnlySpan<float> gradient, ReadOnlySpan<Tensor> sums, long step, double rate, double scale) =>
        throw new InvalidOperationException($"{GetType().Name} updates no parameter alone.");

    /// <summary>The indices of the parameters at or under a path; see <see cref="SetRate"/>.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    private protected IReadOnlyList<int> Under(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int[] found = [.. Enumerable.Range(0, _names.Length).Where(i => IsUnder(_names[i], path))];
        return found.Length > 0
            ? found
            : throw new ArgumentException($"No parameter is at or under '{path}'; there are: {string.Join(", ", _names)}.", nameof(path));
    }

    /// <summary><paramref name="value"/> if <paramref name="fits"/>, else an exception that says what was needed.</summary>
    protected static double Require(bool fits, double value, string needed, string name) =>
        fits ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be {needed}.");

    void Collect()
    {
        _list.Clear();
        for (var i = 0; i < _parameters.Length; i++)
            if (Gradient(i) is { } gradient) _list.Add(_parameters[i], gradient, _slots[i]);
    }

    // To what Collect found. Nearly always all parameters are at the same step and rate, and make one pass.
    void Apply(double scale)
    {
        var (first, together) = (-1, true);
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (Gradient(i) is null) continue;
            _steps[i]++;
            if (first < 0) first = i;
            together &= GoTogether(first, i) && !IsAlone(i);
        }
        if (!together) _list.Clear();
        for (var i = 0; i < _parameters.Length && !together; i++)
        {
            if (Gradient(i) is not { } gradient) continue;
            if (IsAlone(i))
            {
                UpdateAlone(_parameters[i], gradient.Span, _slots[i], _steps[i], LearningRate * _factors[i], scale);
                continue;
            }
            if (!GoTogether(first, i)) Pass(first, scale);
            if (_list.Count == 0) first = i;
            _list.Add(_parameters[i], gradient, _slots[i]);
        }
        Pass(first, scale);
    }

    void Pass(int first, double scale)
    {
        if (_list.Count == 0) return;
        Update(_list, _steps[first], LearningRate * _factors[first], scale);
        _list.Clear();
    }

    bool GoTogether(int a, int b) => _steps[a] == _steps[b] && _factors[a] == _factors[b];

    Tensor? Gradient(int index) => _factors[index] > 0 && _parameters[index].Trainable ? _parameters[index].Grad : null;

    static bool IsUnder(string name, string path) =>
        path.Length == 0 || (name.StartsWith(path, StringComparison.Ordinal) && (name.Length == path.Length || name[path.Length] == '.'));

    static Tensor ZerosLike(Parameter parameter)
    {
        // Not in the arena of a step that may be running: this outlives it.
        var zeros = parameter.Keep();
        zeros.Span.Clear();
        return zeros;
    }
}
