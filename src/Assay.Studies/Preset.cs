namespace Assay.Studies;

/// <summary>A named choice of settings.</summary>
/// <param name="Name">What <c>--preset</c> takes.</param>
/// <param name="Summary">One line for --help.</param>
/// <param name="Values">The settings it changes.</param>
public sealed record Preset(string Name, string Summary, IReadOnlyDictionary<string, object> Values)
{
    /// <summary>For a comparison: what each of its runs changes beyond <see cref="Values"/>, in order. Empty for a single run.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> Members { get; init; } = [];

    /// <summary>Values with some of them changed.</summary>
    internal static Dictionary<string, object> With(IReadOnlyDictionary<string, object> values, Dictionary<string, object> changes)
    {
        var all = new Dictionary<string, object>(values);
        foreach (var (name, value) in changes) all[name] = value;
        return all;
    }
}
