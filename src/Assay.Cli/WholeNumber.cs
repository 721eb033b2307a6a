using System.Globalization;

namespace Assay.Cli;

/// <summary>Reads a flag's whole number.</summary>
static class WholeNumber
{
    public static long Parse(string flag, string text, long min, long max) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{flag} is '{text}'; needed: a whole number from {min} to {max}"));
}
