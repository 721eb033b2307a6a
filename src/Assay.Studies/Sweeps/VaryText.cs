using System.Globalization;
using Assay.Sweeps;

namespace Assay.Studies;

/// <summary>
/// What varies, as flags and files write it: <c>1e-4..1e-1</c> (both included), <c>1e-4..1e-1:log</c>, <c>32,64,128</c>, each with
/// <c> when scheduler=plateau and depth=2</c> after it where it depends on others.
/// </summary>
public static class VaryText
{
    const string Log = ":log", When = " when ", And = " and ";

    /// <summary>Reads it.</summary>
    /// <param name="study">Its settings say what kind of values these are.</param>
    /// <param name="name">The setting that varies.</param>
    /// <param name="text">Its values.</param>
    /// <exception cref="ArgumentException">There is no such setting, or the text is no range or list of its values.</exception>
    public static Declared Parse(Study study, string name, string text)
    {
        var setting = SettingValues.Find(study, name);
        var split = text.IndexOf(When, StringComparison.Ordinal);
        var conditions = split < 0 ? [] : Conditions(study, text[(split + When.Length)..]);
        return new Declared(setting.Name, Range(setting, (split < 0 ? text : text[..split]).Trim()), conditions);
    }

    /// <summary>The text that <see cref="Parse"/> reads the same from.</summary>
    public static string Of(Declared parameter)
    {
        var range = parameter.Range switch
        {
            NumberRange number => $"{Value(number.Low)}..{Value(number.High)}{(number.Log ? Log : "")}",
            WholeRange whole => $"{Value(whole.Low)}..{Value(whole.High)}{(whole.Log ? Log : "")}",
            ChoiceRange choices => string.Join(',', choices.Choices.Select(Value)),
            _ => throw new ArgumentException($"parameter '{parameter.Name}' has a range of an unknown kind"),
        };
        return parameter.When.Count == 0 ? range : range + When + string.Join(And, parameter.When.Select(condition => $"{condition.Key}={Value(condition.Value)}"));
    }

    /// <summary>A value as settings read it.</summary>
    public static string Value(object value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    static ParameterRange Range(Setting setting, string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return new ChoiceRange([.. text.Split(',').Select(part => setting.Parse(part.Trim()))]);
        var log = text.EndsWith(Log, StringComparison.Ordinal);
        var (low, high) = (text[..dots].Trim(), text[(dots + 2)..(log ? ^Log.Length : ^0)].Trim());
        try
        {
            return (setting.Parse(low), setting.Parse(high)) switch
            {
                (int from, int to) => new WholeRange(from, to, log),
                (double from, double to) => new NumberRange(from, to, log),
                _ => throw new ArgumentException($"it is {setting.Expectation}"),
            };
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{setting.Name}' varies over '{text}'; {e.Message.Split(" (Parameter")[0]}", e);
        }
    }

    static Dictionary<string, object> Conditions(Study study, string text)
    {
        var conditions = new Dictionary<string, object>();
        foreach (var part in text.Split(And, StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0) throw new ArgumentException($"the condition is '{part}'; needed: name=value");
            var setting = SettingValues.Find(study, part[..equals].Trim());
            if (!conditions.TryAdd(setting.Name, setting.Parse(part[(equals + 1)..].Trim()))) throw new ArgumentException($"the condition names '{setting.Name}' twice; needed: each once");
        }

        return conditions;
    }
}
