using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Studies;

/// <summary>A sweep that a study knows by name: <c>assay sweep STUDY --preset NAME</c>.</summary>
/// <param name="Plan">Its name is the plan's.</param>
/// <param name="Summary">One line for --help.</param>
public sealed record NamedSweep(SweepPlan Plan, string Summary)
{
    /// <summary>What its results show beyond what any sweep's do; null for nothing.</summary>
    public Func<SweepResults, IReadOnlyList<Finding>>? Conclude { get; init; }
}
