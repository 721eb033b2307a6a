namespace Assay.Modules;

/// <summary>How two sets of named tensors differ in names and shapes.</summary>
public static class ShapeDifferences
{
    /// <summary>One line for each tensor that is missing, left over or of another shape; empty if they fit.</summary>
    public static IReadOnlyList<string> Between(
        IEnumerable<(string Name, int[] Dims)> needed, IEnumerable<(string Name, int[] Dims)> given)
    {
        var lines = new List<string>();
        var rest = given.ToDictionary(entry => entry.Name, entry => entry.Dims);
        foreach (var (name, dims) in needed)
        {
            if (!rest.Remove(name, out var other)) lines.Add($"{name}: needs shape {Text(dims)}, given nothing");
            else if (!other.AsSpan().SequenceEqual(dims)) lines.Add($"{name}: needs shape {Text(dims)}, given {Text(other)}");
        }
        lines.AddRange(rest.Select(entry => $"{entry.Key}: needs nothing, given shape {Text(entry.Value)}"));
        return lines;
    }

    static string Text(int[] dims) => $"({string.Join(", ", dims)})";
}
