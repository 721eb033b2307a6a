namespace Assay.Faults;

/// <summary>Shapes of a task.</summary>
/// <param name="Input">Of an example's input: (width) or (time, width).</param>
/// <param name="Target">Of its target: (width) or (time, width).</param>
public sealed record TaskShape(int[] Input, int[] Target)
{
    /// <summary>Numbers of an input.</summary>
    public int Inputs => Input.Aggregate(1, (a, b) => a * b);

    /// <summary>Numbers of a target.</summary>
    public int Targets => Target.Aggregate(1, (a, b) => a * b);
}
