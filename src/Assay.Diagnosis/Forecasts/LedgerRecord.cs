using Assay.Statistics;
using MathNet.Numerics.Distributions;

namespace Assay.Diagnosis.Forecasts;

/// <summary>What a ledger holds.</summary>
/// <param name="Entries">All forecasts in the order in which they were written.</param>
public sealed record LedgerRecord(IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>Forecasts with an outcome.</summary>
    public int Scored => Entries.Count(entry => entry.State is LedgerState.Covered or LedgerState.Missed);

    /// <summary>Those whose 80 % interval held the outcome.</summary>
    public int Covered => Entries.Count(entry => entry.State == LedgerState.Covered);

    /// <summary>Share of outcomes in their 80 % intervals, with the exact 95 % interval of Clopper and Pearson (1934); NaN between 0 and 1 before the first outcome.</summary>
    public Interval Coverage
    {
        get
        {
            var (covered, scored) = (Covered, Scored);
            return scored == 0 ? new Interval(double.NaN, 0, 1) : new Interval(
                (double)covered / scored,
                covered == 0 ? 0 : Beta.InvCDF(covered, scored - covered + 1, 0.025),
                covered == scored ? 1 : Beta.InvCDF(covered + 1, scored - covered, 0.975));
        }
    }
}
