using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// Something with parameters. Its fields are its registration: a field that holds a <see cref="Parameter"/>, a
/// <see cref="Buffer"/>, another module, or a list or dictionary of these belongs to it, captured primary-constructor
/// parameters included. <see cref="ParameterTree"/> has the rule for the names.
/// </summary>
public abstract class Module
{
    /// <summary>
    /// True, the initial value, while training; layers such as dropout behave otherwise under evaluation. Setting
    /// it is for this module alone; see <see cref="Train"/> and <see cref="Eval"/>.
    /// </summary>
    public bool Training { get; set; } = true;

    /// <summary>All parameters, in the order of their declaration, a shared one once. Found anew at each access: hold on to it.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. NamedParameters.Select(entry => entry.Parameter)];

    /// <summary>The same with their names, such as <c>encoder.weight_ih_l0</c>; a shared one has its first name.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters => new ParameterTree(this).Parameters;

    /// <summary>Tensors that are part of the state and that no optimizer updates, with their names.</summary>
    public IReadOnlyList<(string Name, Tensor Values)> NamedBuffers => new ParameterTree(this).Buffers;

    /// <summary>This module, under the empty name, and all modules below it.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedModules => new ParameterTree(this).Modules;

    /// <summary>The random generators that its layers draw from while they compute, such as those of dropout, by name.</summary>
    public IReadOnlyList<(string Name, Rng Rng)> NamedGenerators => new ParameterTree(this).Generators;

    /// <summary>
    /// What the module was built with, by name: the type of each module, and each readonly field or captured constructor
    /// parameter that holds a number, a truth value, a text or an enumeration. Two models of equal architecture have equal arguments.
    /// </summary>
    public IReadOnlyDictionary<string, string> Arguments => new ParameterTree(this).Arguments;

    /// <summary>The number of elements of all parameters.</summary>
    public long ParameterCount => NamedParameters.Sum(entry => (long)entry.Parameter.Count);

    /// <summary>Parameters and buffers by name, in the order of their declaration: the live tensors, not copies.</summary>
    public IReadOnlyDictionary<string, Tensor> StateDict() => new ParameterTree(this).State;

    /// <summary>Copies the values of <paramref name="state"/> into this module.</summary>
    /// <exception cref="ArgumentException">Names or shapes differ; the message lists every difference and nothing is copied.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        var own = StateDict();
        var differences = ShapeDifferences.Between(
            own.Select(entry => (entry.Key, entry.Value.Dims.ToArray())), state.Select(entry => (entry.Key, entry.Value.Dims.ToArray())));
        if (differences.Count > 0)
            throw new ArgumentException($"The state does not fit {GetType().Name}:\n" + string.Join("\n", differences), nameof(state));
        foreach (var (name, tensor) in own) tensor.CopyFrom(state[name]);
    }

    /// <summary>Puts this module and all below it into training mode.</summary>
    public void Train() => SetTraining(true);

    /// <summary>Puts this module and all below it into evaluation mode.</summary>
    public void Eval() => SetTraining(false);

    /// <summary>Forgets the gradients of all parameters, which it finds anew; an optimizer's ZeroGrad holds on to them.</summary>
    public void ZeroGrad()
    {
        foreach (var (_, parameter) in NamedParameters) parameter.ZeroGrad();
    }

    /// <summary>
    /// What belongs to this module and under which name, for modules whose names are not those of their fields; null, the
    /// default, for the fields. A member is a parameter, a buffer, a module, a generator, or a list or dictionary of these.
    /// </summary>
    protected internal virtual IEnumerable<(string Name, object Member)>? Members => null;

    void SetTraining(bool training)
    {
        foreach (var (_, module) in NamedModules) module.Training = training;
    }
}
