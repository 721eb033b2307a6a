namespace Assay.Sweeps;

/// <summary>
/// One configuration in the making: a recipe asks it for the parameters that it needs, and so defines the space; what it asks for may depend on
/// what it was told before.
/// </summary>
public sealed class Trial
{
    readonly Ask _ask;
    readonly OrderedDictionary<string, object> _values = [];
    readonly OrderedDictionary<string, ParameterRange> _ranges = [];

    /// <param name="number">0-based, in the order of proposal.</param>
    /// <param name="ask">The sampler's answers.</param>
    public Trial(int number, Ask ask) => (Number, _ask) = (number, ask);

    /// <summary>0-based, in the order of proposal.</summary>
    public int Number { get; }

    /// <summary>What was told so far, in the order of asking.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>Where each value came from.</summary>
    public IReadOnlyDictionary<string, ParameterRange> Ranges => _ranges;

    /// <summary>One of a few values.</summary>
    /// <exception cref="ArgumentException">The parameter was asked for before with another range.</exception>
    public T Choice<T>(string name, params T[] choices) where T : notnull => (T)Value(name, new ChoiceRange([.. choices.Select(choice => (object)choice)]));

    /// <summary>A whole number, both limits included.</summary>
    /// <inheritdoc cref="Choice" path="/exception"/>
    public int Whole(string name, int low, int high, bool log = false) => (int)Value(name, new WholeRange(low, high, log));

    /// <summary>A number, both limits included.</summary>
    /// <inheritdoc cref="Choice" path="/exception"/>
    public double Real(string name, double low, double high, bool log = false) => (double)Value(name, new NumberRange(low, high, log));

    /// <summary>A value of a range; asked again it is the same.</summary>
    /// <inheritdoc cref="Choice" path="/exception"/>
    public object Value(string name, ParameterRange range)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_values.TryGetValue(name, out var known))
            return _ranges[name] == range ? known : throw new ArgumentException($"parameter '{name}' was asked for with another range before", nameof(range));
        var value = _ask(name, range);
        if (!range.Contains(value)) throw new InvalidOperationException($"the sampler answered {value} for '{name}'; needed: {range}");
        (_values[name], _ranges[name]) = (value, range);
        return value;
    }
}
