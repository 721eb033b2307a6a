namespace Assay.Studies;

/// <summary>The value of every setting of a study.</summary>
public sealed class SettingValues
{
    readonly Dictionary<string, object> _values;

    SettingValues(Preset? preset, Dictionary<string, object> values) => (Preset, _values) = (preset, values);

    /// <summary>The preset they started from.</summary>
    public Preset? Preset { get; }

    /// <summary>Values by name, in the study's order.</summary>
    public IReadOnlyDictionary<string, object> All => _values;

    /// <summary>Defaults, changed by a preset, changed by <c>name=value</c> texts.</summary>
    /// <exception cref="ArgumentException">An unknown preset or setting, or a value it does not take; the message lists what there is.</exception>
    public static SettingValues Resolve(Study study, string? presetName, IEnumerable<string> assignments)
    {
        var values = study.Settings.ToDictionary(setting => setting.Name, setting => setting.Default);
        Preset? preset = null;
        if (presetName is not null)
        {
            preset = study.Presets.FirstOrDefault(candidate => candidate.Name == presetName)
                ?? throw new ArgumentException($"study '{study.Name}' has no preset '{presetName}'{Nearest.Suggest(presetName, study.Presets.Select(p => p.Name))}; there are: {string.Join(", ", study.Presets.Select(p => p.Name))}");
            foreach (var (name, value) in preset.Values) values[name] = Find(study, name).Check(value);
        }
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=');
            if (equals <= 0) throw new ArgumentException($"setting '{assignment}' has no value; needed: name=value");
            var setting = Find(study, assignment[..equals].Trim());
            values[setting.Name] = setting.Parse(assignment[(equals + 1)..].Trim());
        }
        var resolved = new SettingValues(preset, values);
        study.Check(resolved);
        return resolved;
    }

    /// <summary>The values that a stored run was made with.</summary>
    /// <exception cref="InvalidDataException">They are not all the study's settings.</exception>
    public static SettingValues FromRecord(Study study, string? presetName, IReadOnlyDictionary<string, object?> stored)
    {
        var unknown = stored.Keys.Except(study.Settings.Select(setting => setting.Name)).ToList();
        var missing = study.Settings.Select(setting => setting.Name).Except(stored.Keys).ToList();
        if (unknown.Count + missing.Count > 0)
            throw new InvalidDataException($"the run's settings are not those of study '{study.Name}'; unknown: {Names(unknown)}; missing: {Names(missing)}");
        var values = study.Settings.ToDictionary(setting => setting.Name, setting => setting.Check(stored[setting.Name]));
        return new SettingValues(study.Presets.FirstOrDefault(preset => preset.Name == presetName), values);

        static string Names(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
    }

    /// <summary>These values with some changed: a member of a comparison.</summary>
    public SettingValues With(Study study, IReadOnlyDictionary<string, object> changes)
    {
        var values = new Dictionary<string, object>(_values);
        foreach (var (name, value) in changes) values[name] = Find(study, name).Check(value);
        return new SettingValues(Preset, values);
    }

    public double Number(string name) => (double)_values[name];

    public int Whole(string name) => (int)_values[name];

    public string Text(string name) => (string)_values[name];

    public bool Flag(string name) => (bool)_values[name];

    /// <exception cref="ArgumentException">The study has none of that name; the message has the nearest one.</exception>
    public static Setting Find(Study study, string name)
    {
        var names = study.Settings.Select(setting => setting.Name).ToList();
        return study.Settings.FirstOrDefault(setting => setting.Name == name)
            ?? throw new ArgumentException($"study '{study.Name}' has no setting '{name}'{Nearest.Suggest(name, names)}; there are: {string.Join(", ", names)}");
    }
}
