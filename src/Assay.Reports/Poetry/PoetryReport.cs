namespace Assay.Reports;

/// <summary>
/// The report of one run of the study <c>poetry</c>: the verdict first, then the model beside its baselines, what passes its bottleneck, and what it
/// wrote. What a run has not measured is named as missing.
/// </summary>
public static class PoetryReport
{
    /// <summary>Writes the report.</summary>
    /// <exception cref="ArgumentException">The run belongs to another study.</exception>
    public static Document Build(ReportedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Record.Study != "poetry")
            throw new ArgumentException($"Run '{run.Record.Run}' belongs to the study '{run.Record.Study}'; this report is for 'poetry'.", nameof(run));
        var document = new Document($"Poetry autoencoder: {run.Record.Run}");
        VerdictSection.Write(document, run);
        if (PoetryMetrics.IsAround(run))
            document.Callout(Tone.Warning, "This model is not a compressor.",
                "Its decoder attends to all states of the encoder (attend=encoder), so what it writes need not have passed the code. Its scores say how well it copies.");
        PoetryStandingSection.Write(document, run);
        CrossingSection.Write(document, run);
        PoetryCurvesSection.Write(document, run);
        PositionsSection.Write(document, run);
        PoetryAblationsSection.Write(document, run);
        CodesSection.Write(document, run);
        AttentionSection.Write(document, run);
        PoemsSection.Write(document, run);
        FindingsSection.Write(document, run);
        GradientSection.Write(document, run);
        ProbesSection.Write(document, run);
        ConfigurationSection.Write(document, run);
        return document;
    }

    /// <summary>All held-out poems that the run stored beside what was written for them; null if it stored none.</summary>
    public static Document? Poems(ReportedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Evaluation is not { Texts.Count: > 0 } evaluation) return null;
        var document = new Document($"Held-out poems of {run.Record.Run}");
        PoemsSection.Explain(document, run);
        if (evaluation.TextsLeftOut > 0) document.Paragraph($"{Numbers.Count(evaluation.TextsLeftOut)} more held-out poems are left out; these are spread evenly over the order.");
        foreach (var text in evaluation.Texts) PoemsSection.Write(document, text, "");
        return document;
    }
}
