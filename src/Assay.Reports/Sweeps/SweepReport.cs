using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>
/// The report of a sweep: what is best and what cannot be told apart first, then phase by phase the numbers it rests on, grouped by all but seed.
/// Nothing is recommended that is not shown.
/// </summary>
public static class SweepReport
{
    /// <summary>Writes the report, of a running sweep as well.</summary>
    /// <param name="results">What there is so far.</param>
    /// <param name="findings">What the study concludes; those that any sweep is looked through for come on top.</param>
    public static Document Build(SweepResults results, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(findings);
        var phases = PhaseAnalysis.Of(results);
        var verdict = SweepVerdict.Of(results, phases);
        var all = findings.Concat(verdict.Findings).Distinct().ToList();
        var document = new Document($"Sweep of {results.Plan.Study}{(results.Plan.Name is { } name ? $": {name}" : "")}");
        document.Callout(Tone(phases, all), verdict.Text, [.. all.Where(finding => finding.Severity != Severity.Info).Select(finding => $"{finding.Severity}: {finding.Title}")]);
        BestSection.Write(document, results.Plan, phases);
        TradeOffSection.Write(document, results);
        FindingsSection.Write(document, all);
        foreach (var phase in phases) PhaseSection.Write(document, results.Plan, phase, phases.Count == 1);
        StartSection.Write(document, results.Plan, phases);
        SourcesSection.Write(document, results.Plan, phases);
        EndingsSection.Write(document, results);
        TimingSection.Write(document, results);
        return document;
    }

    static Tone Tone(IReadOnlyList<PhaseAnalysis> phases, List<Finding> findings) =>
        phases.All(phase => phase.Best is null) || findings.Any(finding => finding.Severity == Severity.Error) ? Reports.Tone.Error
        : findings.Any(finding => finding.Severity == Severity.Warning) ? Reports.Tone.Warning
        : Reports.Tone.Good;
}
