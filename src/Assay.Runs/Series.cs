namespace Assay.Runs;

/// <summary>A stretch of one signal: what the model should have said, what it said and what it saw.</summary>
/// <param name="Name">Shown above the plot, such as <c>test f3</c>.</param>
/// <param name="Frequency">Frequency of the target in Hz.</param>
/// <param name="Start">Row of the split where the stretch begins, 0-based.</param>
/// <param name="Target">(rows) wanted values.</param>
/// <param name="Output">(rows) the model's values.</param>
/// <param name="Input">(rows) noisy input values.</param>
public sealed record Series(string Name, double Frequency, int Start, float[] Target, float[] Output, float[] Input);
