using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// Finds what belongs to a module by walking its fields. The name of a field is its identifier without the leading underscore
/// and in snake case: <c>_outProj</c> is <c>out_proj</c>; an automatic property counts under its own name and a captured
/// primary-constructor parameter under its own. What a list holds is numbered, <c>layers.0</c>, what a dictionary holds has its
/// keys. Fields of ancestor classes come first, then the order of declaration. What is reached twice has the first name only.
/// </summary>
public sealed class ParameterTree
{
    const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    static readonly ConcurrentDictionary<Type, Field[]> FieldsByType = new();

    readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<string> _names = [];

    internal ParameterTree(Module root) => Add("", root);

    internal List<(string Name, Module Module)> Modules { get; } = [];

    internal List<(string Name, Parameter Parameter)> Parameters { get; } = [];

    internal List<(string Name, Tensor Values)> Buffers { get; } = [];

    internal List<(string Name, Rng Rng)> Generators { get; } = [];

    internal OrderedDictionary<string, string> Arguments { get; } = [];

    /// <summary>Parameters and buffers.</summary>
    internal OrderedDictionary<string, Tensor> State { get; } = [];

    /// <summary>
    /// The type of an object, as <c>type</c>, and its readonly fields and captured constructor parameters that hold plain
    /// values, by name: what it was built with, such as the momentum of an optimizer.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ArgumentsOf(object item)
    {
        var arguments = new OrderedDictionary<string, string> { ["type"] = item.GetType().Name };
        foreach (var field in FieldsOf(item.GetType()))
            if (field.IsArgument) arguments[field.Name] = Text(field.Info.GetValue(item));
        return arguments;
    }

    void Add(string name, object? member)
    {
        switch (member)
        {
            case Module module:
                if (_seen.Add(module)) AddModule(name, module);
                break;
            case Parameter parameter:
                if (!_seen.Add(parameter)) break;
                Parameters.Add((Unique(name), parameter));
                State.Add(name, parameter);
                break;
            case Buffer buffer:
                if (!_seen.Add(buffer)) break;
                Buffers.Add((Unique(name), buffer.Values));
                State.Add(name, buffer.Values);
                break;
            case Rng rng:
                if (_seen.Add(rng)) Generators.Add((Unique(name), rng));
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                {
                    if (IsData(entry.Value)) break;
                    Add($"{name}.{entry.Key}", entry.Value);
                }
                break;
            case IReadOnlyList<object> list:
                for (var index = 0; index < list.Count && !IsData(list[index]); index++) Add($"{name}.{index}", list[index]);
                break;
        }
    }

    void AddModule(string name, Module module)
    {
        Modules.Add((name, module));
        var prefix = name.Length == 0 ? "" : name + ".";
        foreach (var (argument, value) in ArgumentsOf(module)) Arguments[prefix + argument] = value;
        if (module.Members is { } members)
        {
            foreach (var (own, member) in members) Add(prefix + own, member);
            return;
        }
        foreach (var field in FieldsOf(module.GetType()))
            if (!field.IsArgument) Add(prefix + field.Name, field.Info.GetValue(module));
    }

    // A vocabulary may be long, and none of its words is a module.
    static bool IsData(object? item) => item is string or ValueType;

    string Unique(string name) => _names.Add(name)
        ? name
        : throw new InvalidOperationException($"Two members of the model are called '{name}'; rename the field of one.");

    static Field[] FieldsOf(Type type) => FieldsByType.GetOrAdd(type, static type =>
    {
        var fields = new List<Field>();
        for (Type? ancestor = type; ancestor is not null && ancestor != typeof(Module); ancestor = ancestor.BaseType)
            fields.InsertRange(0, ancestor.GetFields(OwnFields).OrderBy(info => info.MetadataToken).Select(Describe).OfType<Field>());
        return [.. fields];
    });

    static Field? Describe(FieldInfo info)
    {
        var (name, fixedValue) = Identifier(info);
        var plain = Nullable.GetUnderlyingType(info.FieldType) ?? info.FieldType;
        if (plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal))
            return fixedValue ? new Field(info, name, true) : null;
        return plain.IsValueType || typeof(Delegate).IsAssignableFrom(plain) ? null : new Field(info, name, false);
    }

    // The compiler calls them <x>P where a primary constructor's parameter is captured, <X>k__BackingField behind a property.
    static (string Name, bool FixedValue) Identifier(FieldInfo info)
    {
        var end = info.Name.StartsWith('<') ? info.Name.IndexOf('>') : -1;
        return end < 0
            ? (SnakeCase(info.Name), info.IsInitOnly)
            : (SnakeCase(info.Name[1..end]), info.IsInitOnly || info.Name[end..] == ">P");
    }

    static string SnakeCase(string identifier)
    {
        var text = new StringBuilder();
        foreach (var character in identifier.TrimStart('_'))
        {
            if (char.IsUpper(character) && text.Length > 0 && text[^1] != '_') text.Append('_');
            text.Append(char.ToLowerInvariant(character));
        }
        return text.ToString();
    }

    static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "none";

    sealed record Field(FieldInfo Info, string Name, bool IsArgument);
}
