using System.Globalization;

namespace Assay.Cli;

/// <summary>Numbers as training programs write them.</summary>
static class LogNumber
{
    public static bool TryParse(string text, out double value)
    {
        var (sign, word) = text.StartsWith('-') ? (-1, text[1..]) : (1, text.TrimStart('+'));
        value = word.ToLowerInvariant() switch
        {
            "inf" or "infinity" => sign * double.PositiveInfinity,
            _ => double.NaN,
        };
        return word.ToLowerInvariant() is "nan" or "inf" or "infinity" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
