namespace Assay.Cli;

/// <summary>How a sweep goes to Slurm.</summary>
/// <param name="Options">Further options of sbatch, such as <c>--partition=cpu</c>.</param>
/// <param name="Detach">Whether to leave once the array is submitted.</param>
sealed record SlurmFlags(IReadOnlyList<string> Options, bool Detach);
