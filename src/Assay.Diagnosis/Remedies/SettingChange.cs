using System.Globalization;

namespace Assay.Diagnosis;

/// <summary>Ways to change settings by name. The first name that a run has counts, because studies call the same thing differently.</summary>
static class SettingChange
{
    const int Digits = 6;

    /// <summary>Multiplies a number that is above 0, up to the limit on the side to which it goes.</summary>
    public static Func<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?> Multiply(
        double factor, double least, double most, params string[] names) => settings =>
    {
        if (Array.Find(names, settings.ContainsKey) is not { } name || Number(settings[name]) is not (> 0 and var old)) return null;
        var made = factor > 1 ? Math.Min(Round(old * factor), most) : Math.Max(Round(old * factor), least);
        return factor > 1 ? made > old ? With(settings, name, made) : null : made < old ? With(settings, name, made) : null;
    };

    /// <summary>Multiplies a whole number, as <see cref="Multiply"/>.</summary>
    public static Func<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?> MultiplyWhole(
        double factor, double least, double most, params string[] names)
    {
        var multiply = Multiply(factor, least, most, names);
        return settings => multiply(settings) is { } changed && Array.Find(names, settings.ContainsKey) is { } name
            && Math.Round(Number(changed[name])) is var whole && !whole.Equals(Number(settings[name])) ? With(settings, name, whole) : null;
    }

    /// <summary>Gives a setting a value where it has another one.</summary>
    public static Func<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?> Set(object value, params string[] names) =>
        SetWhere(old => !Same(old, value), value, names);

    /// <summary>Gives a setting a value where the old one asks for it.</summary>
    public static Func<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?> SetWhere(
        Func<object?, bool> needed, object value, params string[] names) => settings =>
        Array.Find(names, settings.ContainsKey) is { } name && needed(settings[name]) ? With(settings, name, value) : null;

    /// <summary>Gives one setting a value where it has another one, and a second one with it.</summary>
    public static Func<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?> SetBoth(object value, string[] names, object other, string[] others) => settings =>
        Set(value, names)(settings) is { } changed && Array.Find(others, settings.ContainsKey) is { } name ? With(changed, name, other) : null;

    /// <summary>A setting's value as a number; NaN where it is none.</summary>
    public static double Number(object? value) => value is double or float or int or long ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN;

    /// <summary>Whether two values are the same setting; a stored number is a double whatever it was.</summary>
    public static bool Same(object? one, object? other) =>
        Number(one) is var number && !double.IsNaN(number) ? number.Equals(Number(other)) : Equals(one, other);

    static Dictionary<string, object?> With(IReadOnlyDictionary<string, object?> settings, string name, object value) =>
        new(settings) { [name] = value };

    // 0.003 * 0.3 is to read 0.0009.
    static double Round(double value) =>
        double.Parse(value.ToString("G" + Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
