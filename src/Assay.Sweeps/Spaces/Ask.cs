namespace Assay.Sweeps;

/// <summary>Answers what a trial asks for: a value of the range, chosen by a sampler.</summary>
/// <param name="name">Of the parameter.</param>
/// <param name="range">Where the value must come from.</param>
/// <returns>One of the choices, an int or a double, as the range says.</returns>
public delegate object Ask(string name, ParameterRange range);
