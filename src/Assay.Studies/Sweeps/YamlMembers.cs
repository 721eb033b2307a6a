using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Assay.Studies;

/// <summary>The members of a YAML mapping, read one by one; where it is reading is told, so that errors can name a line.</summary>
sealed class YamlMembers
{
    readonly Dictionary<string, YamlNode> _members = [];
    readonly Action<Mark> _at;

    /// <param name="node">The mapping.</param>
    /// <param name="names">The members there may be.</param>
    /// <param name="at">Hears where it is reading.</param>
    /// <exception cref="ArgumentException">It is no mapping, or has another member.</exception>
    public YamlMembers(YamlNode node, IReadOnlyList<string> names, Action<Mark> at)
    {
        _at = at;
        foreach (var (key, value) in Mapping(node, "the sweep"))
        {
            at(value.Start);
            if (!names.Contains(key)) throw new ArgumentException($"there is no '{key}'{Nearest.Suggest(key, names)}; there are: {string.Join(", ", names)}");
            _members[key] = value;
        }

        at(node.Start);
    }

    /// <summary>A text, or null where it is not there or says null.</summary>
    public string? Text(string name) => Get(name) is { } node ? Scalar(node, name) : null;

    /// <summary>A whole number that is not negative, or null.</summary>
    public long? Whole(string name) => Text(name) is { } text ? Number(name, text) : null;

    /// <summary>The first so many seeds of a number, or those of a list.</summary>
    public IReadOnlyList<long>? Seeds(string name) => Get(name) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Select(node => Number(name, Scalar(node, name)))],
        var node => [.. Enumerable.Range(1, (int)Math.Min(Number(name, Scalar(node, name)), 1_000_000)).Select(seed => (long)seed)],
    };

    /// <summary>The items of a list; none where it is not there.</summary>
    public IEnumerable<YamlNode> Nodes(string name) => Get(name) switch
    {
        null => [],
        YamlSequenceNode list => list,
        _ => throw new ArgumentException($"'{name}' must be a list"),
    };

    /// <summary>Names and texts of a mapping.</summary>
    public IEnumerable<(string Name, string Text)> Pairs(string name) => Get(name) is { } node ? Pairs(node, name) : [];

    /// <summary>As <see cref="Pairs(string)"/>, or a list of <c>name=text</c>; a list of values is joined by commas.</summary>
    public IEnumerable<(string Name, string Text)> Assignments(string name)
    {
        if (Get(name) is not YamlSequenceNode list)
        {
            foreach (var pair in Pairs(name)) yield return pair;
            yield break;
        }

        foreach (var node in list)
        {
            var text = Scalar(node, name);
            var equals = text.IndexOf('=');
            if (equals <= 0) throw new ArgumentException($"'{name}' has '{text}'; needed: name=values");
            yield return (text[..equals].Trim(), text[(equals + 1)..].Trim());
        }
    }

    /// <summary>Mappings by name.</summary>
    public IEnumerable<(string Name, IEnumerable<(string Name, string Text)> Pairs)> Maps(string name)
    {
        if (Get(name) is not { } node) yield break;
        foreach (var (key, value) in Mapping(node, $"'{name}'")) yield return (key, Pairs(value, key));
    }

    IEnumerable<(string Name, string Text)> Pairs(YamlNode node, string name)
    {
        foreach (var (key, value) in Mapping(node, $"'{name}'"))
        {
            _at(value.Start);
            yield return (key, value is YamlSequenceNode list ? string.Join(',', list.Select(item => Scalar(item, key))) : Scalar(value, key));
        }
    }

    YamlNode? Get(string name)
    {
        if (!_members.TryGetValue(name, out var node) || node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" }) return null;
        _at(node.Start);
        return node;
    }

    string Scalar(YamlNode node, string name)
    {
        _at(node.Start);
        return node is YamlScalarNode { Value: { } text } ? text : throw new ArgumentException($"'{name}' must be a single value");
    }

    static long Number(string name, string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"'{name}' is '{text}'; needed: a whole number, 0 or more");

    static IEnumerable<(string Key, YamlNode Value)> Mapping(YamlNode node, string what) => node is YamlMappingNode mapping
        ? mapping.Children.Select(child => (child.Key is YamlScalarNode { Value: { } key } ? key : throw new ArgumentException($"{what} has a member without a name"), child.Value))
        : throw new ArgumentException($"{what} must have members, such as 'name: value'");
}
