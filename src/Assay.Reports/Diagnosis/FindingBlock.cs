using Assay.Runs;

namespace Assay.Reports;

/// <summary>One finding in a document: what, where and how sure, its evidence with its picture, other explanations and remedies.</summary>
static class FindingBlock
{
    const int RemediesShown = 5;

    public static void Write(Document document, Finding finding)
    {
        var lines = new List<string> { $"Evidence: {finding.Evidence}" };
        if (finding.Where is { } where) lines.Add($"Where: {where}");
        if (finding.Confidence is { } confidence) lines.Add($"Confidence: {DiagnosisReport.Probability(confidence)}, calibrated on the benchmark of diagnosis.");
        foreach (var other in finding.Alternatives ?? []) lines.Add($"Or else: {other.Explanation} {other.Against}");
        if (!string.IsNullOrWhiteSpace(finding.Advice)) lines.Add($"Advice: {finding.Advice}");
        lines.Add($"Rule: {finding.Id}");
        document.Callout(ToneOf(finding.Severity), finding.Title, lines);
        if (finding.Plot is { } plot) document.Figure("", (Name(document, finding.Id), EvidenceChart.Of(plot)));
        if (finding.Remedies is { Count: > 0 } remedies) Remedies(document, remedies);
    }

    public static Tone ToneOf(Severity severity) => severity switch
    {
        Severity.Error => Tone.Error,
        Severity.Warning => Tone.Warning,
        _ => Tone.Info,
    };

    static void Remedies(Document document, IReadOnlyList<Remedy> remedies)
    {
        var shown = remedies.Take(RemediesShown).ToList();
        document.Table([new Column("What to try"), Column.Number("Gain"), Column.Number("Cost, in trainings")],
            [.. shown.Select(remedy => (IReadOnlyList<string>)[
                remedy.Command is null ? $"{remedy.Title} (by hand)" : remedy.Title, double.IsFinite(remedy.Gain) ? Share(remedy.Gain) : "–", Numbers.Format(remedy.Cost)])]);
        var commands = shown.Select(remedy => remedy.Command).OfType<string>().ToList();
        if (commands.Count > 0) document.Code(string.Join('\n', commands));
    }

    static string Share(double share) => $"{Numbers.Format(Math.Round(100 * share))} %";

    // File names of pictures must be new to the document, also where several runs of it have the same finding.
    static string Name(Document document, string id)
    {
        var taken = document.Blocks.OfType<FigureBlock>().SelectMany(block => block.Charts).Select(chart => chart.Name).ToHashSet();
        var stem = "evidence-" + new string([.. id.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')]);
        var name = stem;
        for (var number = 2; taken.Contains(name); number++) name = $"{stem}-{number}";
        return name;
    }
}
