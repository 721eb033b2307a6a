namespace Assay.Reports;

/// <summary>
/// The report of one run of the study <c>next-vector</c>: the verdict first, then the model beside its baselines and the limit of the task, what it
/// makes of its context, where it errs and what it costs. What a run has not measured is named as missing.
/// </summary>
public static class NextVectorReport
{
    /// <summary>Writes the report.</summary>
    /// <exception cref="ArgumentException">The run belongs to another study.</exception>
    public static Document Build(ReportedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Record.Study != NextVectorMetrics.Study)
            throw new ArgumentException($"Run '{run.Record.Run}' belongs to the study '{run.Record.Study}'; this report is for '{NextVectorMetrics.Study}'.", nameof(run));
        var document = new Document($"Next vector: {run.Record.Run}");
        VerdictSection.Write(document, run);
        NextVectorStandingSection.Write(document, run);
        RetrievalSection.Write(document, run);
        NextVectorCurvesSection.Write(document, run);
        ContextSection.Write(document, run);
        LagAttentionSection.Write(document, run);
        RolloutsSection.Write(document, run);
        WorstPredictionsSection.Write(document, run);
        PredictionCostSection.Write(document, run);
        FindingsSection.Write(document, run);
        GradientSection.Write(document, run);
        ProbesSection.Write(document, run, rate: false);
        ConfigurationSection.Write(document, run);
        return document;
    }
}
