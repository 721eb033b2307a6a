namespace Assay.Reports;

/// <summary>
/// The report of one run of the study <c>ternary</c>: the verdict first, then the model beside radii that need no model, its levels one by one, what its
/// richness costs, pictures of the ball, and what learned. What a run has not measured is named as missing.
/// </summary>
public static class TernaryReport
{
    /// <summary>Writes the report.</summary>
    /// <exception cref="ArgumentException">The run belongs to another study.</exception>
    public static Document Build(ReportedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Record.Study != TernaryMetrics.Study)
            throw new ArgumentException($"Run '{run.Record.Run}' belongs to the study '{run.Record.Study}'; this report is for '{TernaryMetrics.Study}'.", nameof(run));
        var document = new Document($"Ternary operations: {run.Record.Run}");
        VerdictSection.Write(document, run);
        TernaryStandingSection.Write(document, run);
        LevelsSection.Write(document, run);
        RichnessSection.Write(document, run);
        BallSection.Write(document, run);
        TernaryCurvesSection.Write(document, run);
        TernaryStartSection.Write(document, run);
        TernaryLearningSection.Write(document, run);
        FindingsSection.Write(document, run);
        GradientSection.Write(document, run);
        ProbesSection.Write(document, run);
        ConfigurationSection.Write(document, run);
        return document;
    }
}
