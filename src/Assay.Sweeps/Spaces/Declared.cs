namespace Assay.Sweeps;

/// <summary>A parameter as files and flags declare it.</summary>
/// <param name="Name">A setting of the study.</param>
/// <param name="Range">Its values.</param>
/// <param name="When">Values that parameters declared before it must have for it to be asked for; empty for always.</param>
public sealed record Declared(string Name, ParameterRange Range, IReadOnlyDictionary<string, object> When)
{
    /// <summary>Asks a trial for each of the parameters whose conditions hold.</summary>
    public static void Ask(IEnumerable<Declared> parameters, Trial trial)
    {
        foreach (var parameter in parameters)
            if (parameter.When.All(condition => trial.Values.TryGetValue(condition.Key, out var value) && value.Equals(condition.Value)))
                trial.Value(parameter.Name, parameter.Range);
    }
}
