using System.Globalization;

namespace Assay.Reports;

/// <summary>How numbers are written in a report: the same number reads the same in every table, chart and sentence.</summary>
public static class Numbers
{
    /// <summary>A number with four significant digits; scientific below 1e-4 and from 1e6 on; NaN and infinities by name.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0) return "0";
        var magnitude = Math.Abs(value);
        if (magnitude is < 1e-4 or >= 1e6) return value.ToString("0.###e0", CultureInfo.InvariantCulture);
        var decimals = Math.Max(0, 3 - (int)Math.Floor(Math.Log10(magnitude)));
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number with its thousands separated: 18,241.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A ratio with three significant digits and its sign of multiplication: 1.07x, 126x, 0.0167x.</summary>
    public static string Ratio(double value)
    {
        if (!double.IsFinite(value)) return "not defined";
        var magnitude = Math.Abs(value);
        if (magnitude is < 1e-3 or >= 1e6) return value == 0 ? "0x" : value.ToString("0.##e0", CultureInfo.InvariantCulture) + "x";
        return value.ToString("F" + Math.Max(0, 2 - (int)Math.Floor(Math.Log10(magnitude))), CultureInfo.InvariantCulture) + "x";
    }

    /// <summary>A duration given in seconds, in the units a reader would use: 0.48 s, 2 min 05 s, 1 h 02 min.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds)) return "unknown";
        if (seconds < 59.95) return seconds.ToString(seconds < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " s";
        var whole = (long)Math.Round(seconds);
        return whole < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole / 60 % 60:00} min");
    }

    /// <summary>A size given in bytes, in binary units: 3.8 GiB.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < units.Length - 1; unit++) value /= 1024;
        return value.ToString("0.#", CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
