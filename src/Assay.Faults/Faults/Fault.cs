namespace Assay.Faults;

/// <summary>Something that is put into a healthy training.</summary>
/// <param name="Operator">What kind of fault, such as <c>rate-high</c>.</param>
/// <param name="Strength">How much of it, in words.</param>
/// <param name="Cause">The root cause by the names of <see cref="Diagnosis.Causes"/>.</param>
/// <param name="Put">Puts it in.</param>
/// <param name="Fits">Whether a program can have it.</param>
public sealed record Fault(string Operator, string Strength, string Cause, Func<Recipe, Recipe> Put, Func<BaseProgram, bool> Fits)
{
    /// <summary>Operator and strength.</summary>
    public string Name => Strength.Length == 0 ? Operator : $"{Operator} {Strength}";
}
