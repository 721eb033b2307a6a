namespace Assay.Sweeps;

/// <summary>The values that one parameter of a sweep may take: <see cref="ChoiceRange"/>, <see cref="WholeRange"/> or <see cref="NumberRange"/>.</summary>
public abstract record ParameterRange
{
    /// <summary>Whether a value is one of them.</summary>
    public abstract bool Contains(object value);
}
