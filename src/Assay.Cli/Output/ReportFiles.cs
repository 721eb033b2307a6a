using System.Text;
using Assay.Reports;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Writes the report of a run into its folder.</summary>
static class ReportFiles
{
    const string Figures = "figures/", Poetry = "poetry", NextVector = "next-vector", Ternary = "ternary";

    /// <summary>Writes report.md, its figures and report.html.</summary>
    /// <returns>The paths of the two reports.</returns>
    /// <exception cref="InvalidDataException">The run's record or events are damaged.</exception>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public static IReadOnlyList<string> Write(RunStore store, RunReader run)
    {
        if (SweepFolder.IsSweep(run.Folder)) return Write(run.Folder, SweepReport.Build(SweepFolder.Open(run.Folder).Read(), run.Record.Findings));
        var read = Read(run);
        if (run.Record.Study == Poetry && PoetryReport.Poems(read) is { } poems)
            AtomicFile.Write(Path.Combine(run.Folder, RunFiles.Texts), Encoding.UTF8.GetBytes(poems.Markdown()));
        return Write(run.Folder, Build(store, run, read));
    }

    /// <summary>Writes a document as report.md, figures and report.html into any folder.</summary>
    public static IReadOnlyList<string> Write(string folder, Document document)
    {
        var (markdown, html) = (Path.Combine(folder, RunFiles.MarkdownReport), Path.Combine(folder, RunFiles.HtmlReport));
        foreach (var (name, svg) in document.Figures()) AtomicFile.Write(Path.Combine(folder, Figures, name), Encoding.UTF8.GetBytes(svg));
        AtomicFile.Write(markdown, Encoding.UTF8.GetBytes(document.Markdown(Figures)));
        AtomicFile.Write(html, Encoding.UTF8.GetBytes(document.Html()));
        return [markdown, html];
    }

    /// <summary>A run as reports read it; an evaluation that is damaged is left out and said to be.</summary>
    public static ReportedRun Read(RunReader run)
    {
        var read = new ReportedRun(run.Record, run.Status, [.. run.Events()], run.Series(), ItemScores.Read(run.Folder), run.Gradients());
        try
        {
            return read with { Evaluation = run.Evaluation(), Prediction = run.Prediction(), Levels = run.Levels() };
        }
        catch (InvalidDataException damage)
        {
            return read with { EvaluationProblem = damage.Message };
        }
    }

    static Document Build(RunStore store, RunReader run, ReportedRun read)
    {
        var parts = run.Record.Children.Select(store.Open).Where(child => child.Problem is null).Select(Read).ToList();
        return parts.Count > 1 ? ComparisonReport.Build(parts, read)
            : run.Record.Study == "frequency" ? FrequencyReport.Build(read)
            : run.Record.Study == Poetry ? PoetryReport.Build(read)
            : run.Record.Study == NextVector ? NextVectorReport.Build(read)
            : run.Record.Study == Ternary ? TernaryReport.Build(read)
            : PlainReport.Build(read);
    }
}
