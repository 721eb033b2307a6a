using Assay.Tensors;

namespace Assay.Training;

/// <summary>What an optimizer remembers: tensors named <c>parameter.slot</c>, numbers named <c>parameter.step</c>, <c>learningRate</c> and, where it is not 1, <c>parameter.rate</c>.</summary>
public sealed record OptimizerState(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, double> Scalars)
{
    /// <summary>False of the factor of a rate, which may be there or not: 1 is not stored.</summary>
    internal static bool IsRequired(string scalar) => !scalar.EndsWith(".rate", StringComparison.Ordinal);

    /// <summary>Refuses a state with other names or shapes than this one.</summary>
    internal void RequireSameAs(OptimizerState given)
    {
        var differences = new List<string>();
        Compare(Tensors.Keys, given.Tensors.Keys);
        Compare(Scalars.Keys.Where(IsRequired), given.Scalars.Keys.Where(IsRequired));
        foreach (var (name, tensor) in Tensors)
        {
            if (given.Tensors.TryGetValue(name, out var other) && !other.Dims.SequenceEqual(tensor.Dims))
                differences.Add($"'{name}' has shape {Shape(other)}, needed {Shape(tensor)}");
        }
        if (differences.Count > 0)
            throw new ArgumentException($"The optimizer state does not fit: {string.Join("; ", differences)}.", nameof(given));

        void Compare(IEnumerable<string> needed, IEnumerable<string> there)
        {
            differences.AddRange(needed.Except(there).Select(name => $"'{name}' is missing"));
            differences.AddRange(there.Except(needed).Select(name => $"'{name}' is unknown"));
        }
    }

    static string Shape(Tensor tensor) => $"({string.Join(", ", tensor.Dims.ToArray())})";
}
