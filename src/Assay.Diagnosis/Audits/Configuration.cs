using System.Globalization;

namespace Assay.Diagnosis;

/// <summary>Runs of one study that differ in their seeds alone.</summary>
/// <param name="Label">The settings in which it differs from the others.</param>
/// <param name="Runs">By seed, one each; of equal seeds the newest.</param>
sealed record Configuration(string Label, IReadOnlyDictionary<string, Trace> Runs)
{
    /// <summary>The configurations among some runs, in the order in which they first appear.</summary>
    public static IReadOnlyList<Configuration> Of(IReadOnlyList<Trace> runs)
    {
        var names = runs.SelectMany(run => run.Record.Settings.Keys).Distinct().Where(name => !IsSeed(name)).ToList();
        var varied = names.Where(name => runs.Select(run => Value(run, name)).Distinct().Count() > 1).ToList();
        return [.. runs.GroupBy(run => string.Join(", ", new[] { run.Record.Study }.Concat(varied.Select(name => $"{name} {Value(run, name)}"))))
            .Select(group => new Configuration(group.Key, group.GroupBy(Seed).ToDictionary(same => same.Key, same => same.Last())))];
    }

    /// <summary>All seeds of a run, those among its settings included.</summary>
    public static string Seed(Trace run) => string.Join(' ', run.Record.Settings.Where(setting => IsSeed(setting.Key)).OrderBy(setting => setting.Key, StringComparer.Ordinal)
        .Select(setting => $"{setting.Key}={Value(run, setting.Key)}").Prepend(run.Record.Seed.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Whether a setting of this name is a seed: <c>seed</c>, <c>seed.x</c> or <c>x.seed</c>.</summary>
    public static bool IsSeed(string name) => name == "seed" || name.StartsWith("seed.", StringComparison.Ordinal) || name.EndsWith(".seed", StringComparison.Ordinal);

    /// <summary>A setting in words, the same for equal values.</summary>
    public static string Value(Trace run, string name) => run.Record.Settings.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "none" : "none";
}
