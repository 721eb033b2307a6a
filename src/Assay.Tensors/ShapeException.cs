namespace Assay.Tensors;

/// <summary>Tensors whose shapes do not fit the operation; the message says what was given and what was needed.</summary>
public sealed class ShapeException : ArgumentException
{
    public ShapeException(string message)
        : base(message)
    {
    }

    internal static string Text(ReadOnlySpan<int> dims)
    {
        var parts = new string[dims.Length];
        for (var i = 0; i < dims.Length; i++) parts[i] = dims[i].ToString();
        return "(" + string.Join(", ", parts) + ")";
    }
}
