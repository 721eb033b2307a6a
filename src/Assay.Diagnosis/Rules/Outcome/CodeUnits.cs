using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>What a record says about the numbers of a code.</summary>
static class CodeUnits
{
    /// <summary>Share of them that vary with what is encoded; NaN where nobody measured it.</summary>
    public static double Active(Trace trace)
    {
        var measured = trace.Vital(Vitals.ActiveUnits);
        return double.IsNaN(measured) ? Recorded(trace, "test/code/active") / trace.Setting("bottleneck") : measured;
    }

    /// <summary>A metric at the best checkpoint, else the final one; NaN where there is none.</summary>
    public static double Recorded(Trace trace, string metric) =>
        trace.Record.Best.TryGetValue(metric, out var value) || trace.Record.Metrics.TryGetValue(metric, out value) ? value : double.NaN;
}
