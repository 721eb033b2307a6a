namespace Assay.Diagnosis;

/// <summary>A training that may be repaired.</summary>
/// <typeparam name="T">What it was trained by: settings, or a recipe.</typeparam>
/// <param name="Recipe">What it was trained by.</param>
/// <param name="Trace">What it logged.</param>
/// <param name="Opinion">What the doctor makes of it.</param>
public sealed record RepairState<T>(T Recipe, Trace Trace, Opinion Opinion)
{
    /// <summary>Loss on held-out data, less is better; infinite where training diverged.</summary>
    public double HeldOut => Trace.Status == Runs.RunStatus.Diverged || double.IsNaN(Trace.Reached) ? double.PositiveInfinity : Trace.Reached;
}
