namespace Assay.Studies;

/// <summary>What a training would do.</summary>
/// <param name="Splits">Each split in words, with row counts and seeds.</param>
/// <param name="Parameters">Each parameter's name and shape, such as ("encoder.weight_ih_l0", [256, 5]).</param>
/// <param name="ParameterCount">Trainable numbers.</param>
/// <param name="Epochs">Epochs planned.</param>
/// <param name="Steps">Optimizer updates planned.</param>
/// <param name="Seconds">Estimated training time on this machine, from a few timed steps; NaN if unknown.</param>
/// <param name="MemoryBytes">Estimated memory: parameters, gradients, optimizer state and one step's arena.</param>
public sealed record StudyPlan(
    IReadOnlyDictionary<string, string> Splits,
    IReadOnlyList<(string Name, int[] Shape)> Parameters,
    long ParameterCount,
    int Epochs,
    long Steps,
    double Seconds,
    long MemoryBytes);
