using Assay.Tensors;

namespace Assay.Modules;

/// <summary>How two states differ in names and shapes.</summary>
public static class StateDifferences
{
    /// <summary>One line for each tensor that is missing, left over or of another shape; empty if the states fit.</summary>
    public static IReadOnlyList<string> Between(
        IReadOnlyDictionary<string, Tensor> needed, IReadOnlyDictionary<string, Tensor> given)
    {
        var lines = new List<string>();
        foreach (var (name, tensor) in needed)
        {
            if (!given.TryGetValue(name, out var other))
                lines.Add($"{name}: missing, needs shape {Shape(tensor)}");
            else if (!other.Dims.SequenceEqual(tensor.Dims))
                lines.Add($"{name}: needs shape {Shape(tensor)}, given {Shape(other)}");
        }
        foreach (var (name, tensor) in given)
            if (!needed.ContainsKey(name))
                lines.Add($"{name}: not part of the model, given with shape {Shape(tensor)}");
        return lines;
    }

    static string Shape(Tensor tensor) => $"({string.Join(", ", tensor.Dims.ToArray())})";
}
