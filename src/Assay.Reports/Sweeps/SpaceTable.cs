using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>A sampled space as numbers: one row a configuration, one column a parameter.</summary>
sealed class SpaceTable
{
    SpaceTable(IReadOnlyList<Declared> parameters, IReadOnlyList<SweepGroup> groups, IReadOnlyList<double[]> rows, double[] results) =>
        (Parameters, Groups, Rows, Results) = (parameters, groups, rows, results);

    /// <summary>Parameters with more than one value, in the order in which they are asked for.</summary>
    public IReadOnlyList<Declared> Parameters { get; }

    /// <summary>Configurations with a result, from the best to the worst.</summary>
    public IReadOnlyList<SweepGroup> Groups { get; }

    /// <summary>One number a parameter: the value, or the index of the choice; NaN where it was not asked for.</summary>
    public IReadOnlyList<double[]> Rows { get; }

    /// <summary>One a configuration: the mean over seeds, diverged ones counting as the worst value of the phase.</summary>
    public double[] Results { get; }

    /// <summary>The space of a phase; null where nothing varies or nothing finished.</summary>
    public static SpaceTable? Of(SweepPlan plan, PhaseAnalysis phase)
    {
        var parameters = phase.Phase.Vary.Where(parameter => !SweepGroup.IsSource(parameter.Name) && (SweepScale.Of(parameter.Range) is not null || parameter.Range is ChoiceRange { Choices.Count: > 1 })).ToList();
        if (parameters.Count == 0) return null;
        var groups = phase.Groups.Where(group => phase.Scores[group].Count > 0).OrderBy(group => plan.Loss(phase.Scores[group].Values.Average())).ToList();
        if (groups.Count == 0) return null;
        return new SpaceTable(parameters, groups, [.. groups.Select(group => parameters.Select(parameter => Number(parameter, group)).ToArray())], [.. groups.Select(group => phase.Scores[group].Values.Average())]);
    }

    /// <summary>The names of a parameter's choices; null for numbers.</summary>
    public static IReadOnlyList<string>? Choices(Declared parameter) => parameter.Range is ChoiceRange choice ? [.. choice.Choices.Select(value => ConfigurationSection.Setting(value))] : null;

    /// <summary>Whether a parameter's range is logarithmic.</summary>
    public static bool IsLog(Declared parameter) => SweepScale.Of(parameter.Range) is { Log: true };

    /// <summary>The parameters as a forest takes them.</summary>
    public IReadOnlyList<ImportanceParameter> ForImportance() => [.. Parameters.Select(parameter => parameter.Range switch
    {
        WholeRange whole => ImportanceParameter.Whole(parameter.Name, whole.Low, whole.High, whole.Log),
        NumberRange number => ImportanceParameter.Number(parameter.Name, number.Low, number.High, number.Log),
        _ => ImportanceParameter.Choice(parameter.Name, ((ChoiceRange)parameter.Range).Choices.Count),
    })];

    static double Number(Declared parameter, SweepGroup group)
    {
        if (!group.Values.TryGetValue(parameter.Name, out var value)) return double.NaN;
        if (parameter.Range is not ChoiceRange choice) return Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
        var index = choice.Choices.ToList().IndexOf(value);
        return index < 0 ? double.NaN : index;
    }
}
