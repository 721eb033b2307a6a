namespace Assay.EndToEnd;

/// <summary>A test that is skipped, and says why, where Slurm is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = SlurmCluster.Missing();
}
