namespace Assay.Reports;

/// <summary>How the codes of held-out windows use their components, and pictures of them.</summary>
static class CodesSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Codes");
        if (!PoetryMetrics.Table(document, run, "Codes of the held-out windows", PoetryMetrics.Codes)) Missing.Write(document, "The record holds no statistics of the codes.");
        if (run.Evaluation is not { Codes: { } codes })
        {
            PoetryMetrics.NoDetails(document, run, "Spectrum and pictures of the codes");
            return;
        }
        document.Paragraph("Directions are counted by the spectrum of the codes and never by the variance of single components, which a batch norm would set to 1 whatever they hold.");
    }
}
