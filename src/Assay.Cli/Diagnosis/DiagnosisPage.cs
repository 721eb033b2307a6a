using Assay.Diagnosis;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>An assessment on one page of text.</summary>
sealed class DiagnosisPage(TextWriter to, int screen)
{
    const int Widest = 96, Remedies = 3, CausesShown = 3;

    readonly int _width = Math.Min(screen, Widest);

    public void Print(string subject, Assessment assessment)
    {
        Line($"{assessment.State.ToString().ToUpperInvariant()}  {subject}");
        Line(assessment.Headline);
        foreach (var text in DiagnosisReport.Status(assessment)) Line(text);
        Section("Configuration");
        foreach (var (name, text) in assessment.Configuration) Named(name, text);
        Results(assessment.Results);
        Section("Diagnosis");
        foreach (var (cause, probability) in assessment.Opinion.Causes.Take(CausesShown))
            Line($"  {DiagnosisReport.Probability(probability)}  {Causes.Words.GetValueOrDefault(cause, cause)}");
        foreach (var (finding, index) in assessment.Findings.Select((finding, index) => (finding, index))) Finding(finding, whole: index == 0);
        if (assessment.Findings.Count == 0) Line("  " + assessment.Headline);
        Checks(assessment);
        Section("Options");
        foreach (var (option, index) in assessment.Options.Select((option, index) => (option, index))) Option(option, index);
        Outlook(assessment.Outlook);
        Section("What may make this wrong");
        foreach (var risk in assessment.Risks) Item("-", risk);
    }

    /// <summary>Prints what is wrong with comparing some runs.</summary>
    public void Print(IReadOnlyList<Finding> audits, int runs)
    {
        Line($"{runs} runs compared");
        foreach (var finding in audits) Finding(finding, whole: true);
        if (audits.Count == 0) Line("  Nothing wrong with the comparison was found.");
    }

    void Results(IReadOnlyList<AssessedScore> scores)
    {
        Section("Results beside baselines");
        var table = new TextTable("", "", ">", "");
        foreach (var score in scores) table.Add("  " + score.Name, score.Metric, Numbers.Format(score.Value), score.Note);
        foreach (var text in table.Render(_width)) to.WriteLine(text);
        if (scores.Count == 0) Line("  Nothing was scored.");
    }

    // One page has room for the whole of one finding; --json and --write have all of each.
    void Finding(Finding finding, bool whole)
    {
        Item(Mark(finding.Severity), $"{finding.Title} [{finding.Id}{(finding.Confidence is { } sure ? $", {DiagnosisReport.Probability(sure)} sure" : "")}]");
        if (!whole && finding.Severity == Severity.Info) return;
        Hang("    ", finding.Evidence);
        if (!whole) return;
        if (finding.Where is { } where) Hang("    Where: ", where);
        foreach (var other in finding.Alternatives ?? []) Hang("    Or else: ", $"{other.Explanation} {other.Against}");
        if (!string.IsNullOrWhiteSpace(finding.Advice)) Hang("    Advice: ", finding.Advice);
        foreach (var remedy in (finding.Remedies ?? []).Take(Remedies))
            Hang("    Try: ", $"{remedy.Title}{(double.IsFinite(remedy.Gain) ? $" Gain {Percent(remedy.Gain)}." : "")}");
    }

    void Checks(Assessment assessment)
    {
        Section("What worked and what could not be looked at");
        foreach (var text in assessment.Worked) Item("+", text);
        if (assessment.Silent.Count > 0) Item("+", $"Looked for and not found: {string.Join(", ", assessment.Silent.Select(rule => rule.Id))}.");
        if (assessment.Unchecked.Count > 0) Item("?", $"Not measured: {string.Join(", ", assessment.Unchecked.Select(rule => rule.Id))}.");
        if (assessment.Worked.Count + assessment.Silent.Count + assessment.Unchecked.Count == 0) Line("  No rule looked.");
    }

    void Option(AssessedOption option, int index)
    {
        Item(((char)('A' + index)).ToString(), option.Title + (index == 0 ? " Recommended." : ""));
        foreach (var reason in option.For) Hang("    + ", reason);
        foreach (var reason in option.Against) Hang("    - ", reason);
        // A command is not broken, so that it can be copied.
        if (option.Command is { } command) to.WriteLine($"    {command}");
    }

    void Outlook(AssessedOutlook outlook)
    {
        Section("Alerts for the next training");
        var table = new TextTable("  at", ">step", ">green below", ">expected", ">red above");
        foreach (var alert in outlook.Alerts)
            table.Add("  " + Percent(alert.Share), Numbers.Count((long)alert.Step), Numbers.Format(alert.Green), Numbers.Format(alert.Expected), Numbers.Format(alert.Red));
        if (outlook.Alerts.Count > 0) foreach (var text in table.Render(_width)) to.WriteLine(text);
        Line(outlook.Alerts.Count > 0 ? $"  Of the {outlook.Metric} loss. Expected is what this training showed; a remedy that helps ends below green."
            : "  Too little was logged to expect anything of it.");
        Section("Decision tree");
        foreach (var decision in outlook.Tree.Decisions) Hang($"  {DiagnosisReport.Bounds(decision)}: ", $"{decision.Meaning}. {DiagnosisReport.Sentence(decision.Action)}");
        Section("Success criteria");
        foreach (var tier in outlook.Tree.Tiers) Item("-", $"{tier.Name}: at most {Numbers.Format(tier.AtMost)} ({tier.Basis})");
        if (outlook.Tree.Tiers.Count == 0) Line("  None: neither a trivial nor a linear baseline nor a target is known.");
    }

    void Section(string title)
    {
        to.WriteLine();
        to.WriteLine(title.ToUpperInvariant());
    }

    void Named(string name, string text) => Hang($"  {name,-18}", text);

    void Item(string mark, string text) => Hang($"  {mark} ", text);

    void Line(string text)
    {
        foreach (var one in WordWrap.Split(text, _width)) to.WriteLine(one);
    }

    // What follows the first line stands under its text.
    void Hang(string head, string text)
    {
        var lines = WordWrap.Split(new string(' ', head.Length) + text, _width);
        to.WriteLine(head + lines[0][head.Length..]);
        foreach (var one in lines.Skip(1)) to.WriteLine(one);
    }

    static string Mark(Severity severity) => severity switch
    {
        Severity.Error => "x",
        Severity.Warning => "!",
        _ => "i",
    };

    static string Percent(double share) => $"{Numbers.Format(Math.Round(100 * share))} %";
}
