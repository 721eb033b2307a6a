namespace Assay.Diagnosis;

/// <summary>A training that may be repaired.</summary>
/// <typeparam name="T">What it was trained by: settings, or a recipe.</typeparam>
/// <param name="Recipe">What it was trained by.</param>
/// <param name="Trace">What it logged.</param>
/// <param name="Opinion">What the doctor makes of it.</param>
public sealed record RepairState<T>(T Recipe, Trace Trace, Opinion Opinion)
{
    /// <summary>Loss on held-out data, less is better; of the stored model where that was read back, infinite where training diverged.</summary>
    public double HeldOut => HeldOutOf(Trace);

    internal static double HeldOutOf(Trace trace)
    {
        var (reached, reloaded) = (trace.Reached, trace.Vital(Runs.Vitals.Reloaded));
        return trace.Status == Runs.RunStatus.Diverged || double.IsNaN(reached) ? double.PositiveInfinity : double.IsNaN(reloaded) ? reached : Math.Max(reached, reloaded);
    }
}
