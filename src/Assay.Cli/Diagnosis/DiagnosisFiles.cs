using System.Text;
using Assay.Diagnosis;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Writes an assessment as Markdown with figures and as one HTML page.</summary>
static class DiagnosisFiles
{
    const string Figures = "figures/";

    /// <summary>Writes diagnosis.md and diagnosis.html into the run's folder, or NAME.diagnosis.md and NAME.diagnosis.html beside a log.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public static IReadOnlyList<string> Write(DiagnosedRun run, Assessment assessment)
    {
        var document = DiagnosisReport.Build(run.Subject, assessment);
        var name = run.IsLog ? $"{Path.GetFileNameWithoutExtension(run.Subject)}.diagnosis" : "diagnosis";
        var (markdown, html) = (Path.Combine(run.Folder, $"{name}.md"), Path.Combine(run.Folder, $"{name}.html"));
        // Under a name of their own, so that those of the run's report stay.
        var figures = run.IsLog ? $"{name}.figures/" : $"{Figures}diagnosis/";
        foreach (var (file, svg) in document.Figures()) AtomicFile.Write(Path.Combine(run.Folder, figures, file), Encoding.UTF8.GetBytes(svg));
        AtomicFile.Write(markdown, Encoding.UTF8.GetBytes(document.Markdown(figures)));
        AtomicFile.Write(html, Encoding.UTF8.GetBytes(document.Html()));
        return [markdown, html];
    }
}
