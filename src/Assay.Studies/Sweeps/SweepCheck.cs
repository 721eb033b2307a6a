using Assay.Sweeps;

namespace Assay.Studies;

/// <summary>Holds a plan against the study that it is for, before anything starts.</summary>
public static class SweepCheck
{
    const int MostSeeds = 1000;

    /// <summary>The plan, with its values as the study's settings take them.</summary>
    /// <exception cref="ArgumentException">It names what the study does not have, or cannot be carried out; the message says what was given and what is needed.</exception>
    public static SweepPlan Of(Study study, SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Study != study.Name) throw new ArgumentException($"the sweep is of study '{plan.Study}'; needed: '{study.Name}'");
        var settings = SettingValues.Resolve(study, plan.Preset, []);
        if (settings.Preset?.Members.Count > 0) throw new ArgumentException($"preset '{plan.Preset}' stands for {settings.Preset.Members.Count} runs; needed: one that stands for a single run");
        Metric(study, "metric", plan.Metric);
        Metric(study, "watch", plan.Watch);
        Metric(study, "start", plan.Start);
        Metric(study, "against", plan.Against?.Metric);
        if (plan.Phases.Count == 0) throw new ArgumentException("the sweep has no phases; needed: at least one");
        var twice = plan.Phases.GroupBy(phase => phase.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"phase '{twice.Key}' is there {twice.Count()} times; needed: each name once");
        return plan with
        {
            Phases = [.. plan.Phases.Select(phase => Checked(phase))],
            Against = plan.Against is { } against ? against with { Bound = study.Bound(plan.Metric, against.Metric, settings) } : null,
        };

        SweepPhase Checked(SweepPhase phase)
        {
            try
            {
                return Phase(study, settings, phase);
            }
            catch (ArgumentException e) when (plan.Phases.Count > 1)
            {
                throw new ArgumentException($"phase '{phase.Name}': {e.Message}", e);
            }
        }
    }

    static SweepPhase Phase(Study study, SettingValues settings, SweepPhase phase)
    {
        if (phase.Name.Length == 0 || !phase.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new ArgumentException($"a phase is called '{phase.Name}'; needed: a name of a-z, 0-9 and hyphens");
        if (phase.Seeds.Count is 0 or > MostSeeds) throw new ArgumentException($"there are {phase.Seeds.Count} seeds; needed: 1 to {MostSeeds}");
        if (phase.Seeds.Any(seed => seed < 0) || phase.Seeds.Distinct().Count() < phase.Seeds.Count) throw new ArgumentException($"seeds are {string.Join(", ", phase.Seeds)}; needed: none negative, each once");
        if (phase.Race is < 0 or > MostSeeds) throw new ArgumentException($"race is {phase.Race}; needed: 0 to {MostSeeds}");
        if (phase.Points is < 2 or > 1_000_000) throw new ArgumentException($"points is {phase.Points}; needed: 2 to 1000000");
        if (phase.Trials < 0) throw new ArgumentException($"trials is {phase.Trials}; needed: 0 or more");
        if (phase.Vary.Count > 0 == phase.Configurations.Count > 0)
            throw new ArgumentException(phase.Vary.Count > 0 ? "parameters vary and configurations are listed; needed: one of them" : "nothing varies and no configuration is listed; needed: one of them");
        var set = Values(study, phase.Set);
        var named = phase.Configurations.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1);
        if (named is not null) throw new ArgumentException($"configuration '{named.Key}' is there {named.Count()} times; needed: each name once");
        List<Configuration> configurations = [.. phase.Configurations.Select(one => one with { Values = Values(study, one.Values) })];
        foreach (var configuration in configurations) study.Check(settings.With(study, set).With(study, configuration.Values));
        var vary = new List<Declared>();
        foreach (var parameter in phase.Vary) vary.Add(Parameter(study, parameter, set, vary));
        var made = phase with { Set = set, Configurations = configurations, Vary = vary };
        Pruners.Of(made);
        if (configurations.Count > 0) return made;
        if (phase.Sampler != "grid" && phase.Trials == 0) throw new ArgumentException($"trials is not given; needed: how many configurations sampler '{phase.Sampler}' proposes");
        Samplers.Of(made, 1);
        return made;
    }

    static Declared Parameter(Study study, Declared parameter, Dictionary<string, object> set, List<Declared> before)
    {
        var setting = SettingValues.Find(study, parameter.Name);
        if (set.ContainsKey(setting.Name)) throw new ArgumentException($"setting '{setting.Name}' is set and varies; needed: one of them");
        var conditions = new Dictionary<string, object>();
        foreach (var (name, value) in parameter.When)
        {
            var known = before.Where(one => one.Name == name).ToList();
            if (known.Count == 0) throw new ArgumentException($"'{parameter.Name}' varies when '{name}' has a value, but '{name}' does not vary before it");
            conditions[name] = SettingValues.Find(study, name).Check(value);
            if (known.TrueForAll(one => !one.Range.Contains(conditions[name]))) throw new ArgumentException($"'{parameter.Name}' varies when {name} is {value}, which it never is");
        }

        if (before.Exists(one => one.Name == parameter.Name && (one.When.Count == 0 || conditions.Count == 0))) throw new ArgumentException($"setting '{parameter.Name}' varies twice; needed: once, or each time under another condition");
        return parameter with { Range = Range(setting, parameter.Range), When = conditions };
    }

    static ParameterRange Range(Setting setting, ParameterRange range)
    {
        switch (range)
        {
            case ChoiceRange choices:
                return new ChoiceRange([.. choices.Choices.Select(choice => setting.Check(choice))]);
            case WholeRange whole when setting.Default is double:
                return Range(setting, new NumberRange(whole.Low, whole.High, whole.Log));
            case WholeRange whole when setting.Default is int:
                setting.Check(whole.Low);
                setting.Check(whole.High);
                return whole;
            case NumberRange number when setting.Default is double:
                setting.Check(number.Low);
                setting.Check(number.High);
                return number;
            case NumberRange number when setting.Default is int:
                return new WholeRange((int)setting.Check(number.Low), (int)setting.Check(number.High), number.Log);
            default:
                throw new ArgumentException($"setting '{setting.Name}' varies over a range; needed: single values, each {setting.Expectation}");
        }
    }

    static Dictionary<string, object> Values(Study study, IReadOnlyDictionary<string, object> values) =>
        values.ToDictionary(pair => pair.Key, pair => SettingValues.Find(study, pair.Key).Check(pair.Value));

    /// <summary>Refuses a metric that the study does not have, where its names are known.</summary>
    internal static void Metric(Study study, string what, string? name)
    {
        if (name is null || study.MetricNames.Count == 0) return;
        if (!study.MetricNames.Contains(name))
            throw new ArgumentException($"{what} is '{name}'{Nearest.Suggest(name, study.MetricNames)}; study '{study.Name}' has: {string.Join(", ", study.MetricNames)}");
    }
}
