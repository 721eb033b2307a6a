using Assay.Runs;

namespace Assay.Reports;

/// <summary>
/// The report of one run of the study <c>frequency</c>: the verdict first, then the numbers it rests on, each beside what it must be
/// held against. What a run has not measured is named as missing.
/// </summary>
public static class FrequencyReport
{
    /// <summary>Writes the report.</summary>
    /// <exception cref="ArgumentException">The run belongs to another study.</exception>
    public static Document Build(ReportedRun run)
    {
        if (run.Record.Study != "frequency")
            throw new ArgumentException(
                $"Run '{run.Record.Run}' belongs to the study '{run.Record.Study}'; this report is for 'frequency'.", nameof(run));
        var document = new Document($"Frequency extraction: {run.Record.Run}");
        VerdictSection.Write(document, run);
        KeyFiguresSection.Write(document, run);
        LearningCurvesSection.Write(document, run);
        PerFrequencySection.Write(document, run);
        StandingSection.Write(document, run);
        GeneralisationSection.Write(document, run);
        WaveformsSection.Write(document, run);
        InputUseSection.Write(document, run);
        FindingsSection.Write(document, run);
        ProbesSection.Write(document, run);
        GradientSection.Write(document, run);
        ConfigurationSection.Write(document, run);
        return document;
    }
}
