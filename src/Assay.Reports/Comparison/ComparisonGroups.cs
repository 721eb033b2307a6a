namespace Assay.Reports;

/// <summary>The sides of a comparison.</summary>
public static class ComparisonGroups
{
    /// <summary>
    /// Runs that were made together with several seeds are taken together; runs that a user names one by one stand each for itself, also where
    /// only their seeds differ.
    /// </summary>
    public static ItemComparison Items(IReadOnlyList<ReportedRun> runs, bool together)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (together) return new ItemComparison(RunGroup.Of(runs));
        var labels = new RunDifference(runs).Labels;
        return new ItemComparison([.. runs.Zip(labels, (run, label) => (label, (IReadOnlyList<ReportedRun>)[run]))]);
    }
}
