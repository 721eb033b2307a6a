using Assay.Diagnosis;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Prints assessments: one as a page, several as a table under what is wrong with comparing them.</summary>
sealed class DiagnosisOutput(Terminal terminal, bool json)
{
    /// <summary>Prints one.</summary>
    public void Print(string subject, Assessment assessment)
    {
        if (json) JsonOutput.Print(terminal.Out, writer => DiagnosisDocument.Members(writer, subject, assessment));
        else new DiagnosisPage(terminal.Out, terminal.PageWidth).Print(subject, assessment);
    }

    /// <summary>Prints several.</summary>
    public void Print(IReadOnlyList<(string Subject, Assessment Assessment)> runs, IReadOnlyList<Finding> audits)
    {
        if (json)
        {
            JsonOutput.Print(terminal.Out, writer =>
            {
                JsonOutput.Findings(writer, audits);
                writer.WriteStartArray("runs");
                foreach (var (subject, assessment) in runs)
                {
                    writer.WriteStartObject();
                    DiagnosisDocument.Members(writer, subject, assessment);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        new DiagnosisPage(terminal.Out, terminal.PageWidth).Print(audits, runs.Count);
        var table = new TextTable("run", "state", "diagnosis");
        foreach (var (subject, assessment) in runs) table.Add(subject, assessment.State.ToString().ToLowerInvariant(), assessment.Headline);
        terminal.Out.WriteLine();
        foreach (var text in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(text);
    }

    /// <summary>Says what was written.</summary>
    public void Wrote(IReadOnlyList<string> paths)
    {
        if (json) return;
        terminal.Out.WriteLine();
        foreach (var path in paths) terminal.Out.WriteLine(path);
    }
}
