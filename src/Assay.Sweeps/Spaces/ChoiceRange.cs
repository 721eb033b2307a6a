namespace Assay.Sweeps;

/// <summary>A few values without order: texts, truth values or numbers.</summary>
public sealed record ChoiceRange : ParameterRange
{
    /// <exception cref="ArgumentException">There are none, or one is there twice.</exception>
    public ChoiceRange(params IReadOnlyList<object> choices)
    {
        if (choices.Count == 0) throw new ArgumentException("no choices given; needed: at least one", nameof(choices));
        if (choices.Distinct().Count() < choices.Count) throw new ArgumentException($"choices are {string.Join(", ", choices)}; needed: each once", nameof(choices));
        Choices = choices;
    }

    /// <summary>The values: string, bool, int or double.</summary>
    public IReadOnlyList<object> Choices { get; }

    /// <inheritdoc/>
    public override bool Contains(object value) => Choices.Contains(value);

    /// <summary>Equal choices in equal order.</summary>
    public bool Equals(ChoiceRange? other) => other is not null && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => Choices.Count;

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Choices);
}
