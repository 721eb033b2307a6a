using System.Globalization;

namespace Assay.Studies;

/// <summary>
/// One setting of a study: its default fixes its type (double, int, bool or string), and a value outside its range or choices is refused.
/// </summary>
/// <param name="Name">Lower case with dots, such as <c>noise.phase</c>.</param>
/// <param name="Default">The value without a preset.</param>
/// <param name="Description">One line for --help, with the unit.</param>
public sealed record Setting(string Name, object Default, string Description)
{
    /// <summary>Smallest number allowed.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest number allowed.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The texts allowed; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What may be given, in words: "a number from 0 to 1".</summary>
    public string Expectation => Default switch
    {
        bool => "true or false",
        string => Choices.Count == 0 ? "a text" : "one of " + string.Join(", ", Choices),
        int => "a whole number" + Range,
        _ => "a number" + Range,
    };

    string Range => (double.IsInfinity(Min), double.IsInfinity(Max)) switch
    {
        (true, true) => "",
        (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at least {Min}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at most {Max}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" from {Min} to {Max}"),
    };

    /// <summary>The value that a text gives.</summary>
    /// <exception cref="ArgumentException">The text is no such value.</exception>
    public object Parse(string text)
    {
        object? value = Default switch
        {
            bool => bool.TryParse(text, out var flag) ? flag : null,
            int => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ => text,
        };
        return Check(value ?? throw Refused(text));
    }

    /// <summary>The value if it is one of this setting's, with numbers of other types taken where they have the value.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public object Check(object? value)
    {
        value = value switch { long n when n == (int)n => (int)n, float x => (double)x, _ => value };
        if (Default is int && value is double number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue) value = (int)number;
        if (Default is double && value is int whole) value = (double)whole;
        if (value is null || value.GetType() != Default.GetType()) throw Refused(value);
        var inside = value switch
        {
            int n => n >= Min && n <= Max,
            double x => x >= Min && x <= Max,
            string text => Choices.Count == 0 || Choices.Contains(text),
            _ => true,
        };
        return inside ? value : throw Refused(value);
    }

    ArgumentException Refused(object? value) =>
        new(string.Create(CultureInfo.InvariantCulture, $"setting '{Name}' is {value ?? "nothing"}; needed: {Expectation}"));
}
