using System.Globalization;

namespace Assay.Cli;

/// <summary>A setting's value as a user would type it.</summary>
static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
