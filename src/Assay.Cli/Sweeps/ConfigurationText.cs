using Assay.Studies;

namespace Assay.Cli;

/// <summary>A configuration in a line.</summary>
static class ConfigurationText
{
    /// <summary>Its name, or what it changes: <c>lr 0.003, hidden 64</c>.</summary>
    public static string Of(string? name, IReadOnlyDictionary<string, object> values) => name ?? (values.Count == 0 ? "as it is" : string.Join(", ", values.Select(value => $"{value.Key} {Short(value.Value)}")));

    static string Short(object value) => value is double number ? Reports.Numbers.Format(number) : VaryText.Value(value);
}
