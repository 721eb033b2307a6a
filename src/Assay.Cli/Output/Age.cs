using System.Globalization;

namespace Assay.Cli;

/// <summary>How long ago something was, in its largest unit.</summary>
static class Age
{
    public static string Of(TimeSpan age)
    {
        var (number, unit) = age switch
        {
            { TotalMinutes: < 1 } => (Math.Max(0, age.TotalSeconds), "s"),
            { TotalHours: < 1 } => (age.TotalMinutes, "min"),
            { TotalDays: < 1 } => (age.TotalHours, "h"),
            _ => (age.TotalDays, "d"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number)} {unit} ago");
    }
}
