using System.Text.Json;

namespace Assay.Tests.Golden;

/// <summary>One recorded computation: what was called, with what, and what came out.</summary>
sealed class GoldenCase(string name, string op, JsonElement arguments)
{
    static readonly Dictionary<string, GoldenTensor> Nothing = [];

    readonly Dictionary<string, Dictionary<string, GoldenTensor>> _roles = [];

    public string Name => name;

    /// <summary>The operation, module, optimizer or schedule under the name the recording script gave it.</summary>
    public string Op => op;

    /// <summary>The arguments that are not tensors.</summary>
    public JsonElement Arguments => arguments;

    public int Int(string argument) => arguments.GetProperty(argument).GetInt32();

    public int[] Ints(string argument) => [.. arguments.GetProperty(argument).EnumerateArray().Select(item => item.GetInt32())];

    public bool Flag(string argument) => arguments.GetProperty(argument).GetBoolean();

    public string Text(string argument) => arguments.GetProperty(argument).GetString()!;

    public string[] Texts(string argument) =>
        [.. arguments.GetProperty(argument).EnumerateArray().Select(item => item.GetString()!)];

    public double Number(string argument) => arguments.GetProperty(argument).GetDouble();

    /// <summary>The number, or <paramref name="otherwise"/> where the argument is missing or null.</summary>
    public double Number(string argument, double otherwise) => Given(argument) ? Number(argument) : otherwise;

    /// <summary>False where the argument is missing or null.</summary>
    public bool Given(string argument) =>
        arguments.TryGetProperty(argument, out var value) && value.ValueKind != JsonValueKind.Null;

    public IReadOnlyDictionary<string, GoldenTensor> Inputs => In("input");

    /// <summary>Parameters by state-dict name.</summary>
    public IReadOnlyDictionary<string, GoldenTensor> Parameters => In("parameter");

    /// <summary>Gradients of the loss with respect to the outputs that enter it.</summary>
    public IReadOnlyDictionary<string, GoldenTensor> Upstream => In("upstream");

    public IReadOnlyDictionary<string, GoldenTensor> Outputs => In("output");

    /// <summary>Gradients with respect to inputs and parameters.</summary>
    public IReadOnlyDictionary<string, GoldenTensor> Gradients => In("gradient");

    /// <summary>All tensors of a role by name; none where the case has no such role.</summary>
    public IReadOnlyDictionary<string, GoldenTensor> In(string role) => _roles.GetValueOrDefault(role, Nothing);

    public override string ToString() => name;

    internal void Add(string role, string tensor, GoldenTensor values)
    {
        if (!_roles.TryGetValue(role, out var tensors))
            _roles[role] = tensors = [];
        tensors.Add(tensor, values);
    }
}
