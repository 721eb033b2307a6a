using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>An assessment as a document: the sections of the one-page summary with the pictures of the evidence.</summary>
public static class DiagnosisReport
{
    /// <summary>Builds it.</summary>
    /// <param name="subject">What was diagnosed: a run's id or a file's name.</param>
    /// <param name="assessment">What is known of it.</param>
    public static Document Build(string subject, Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        var document = new Document($"Diagnosis of {subject}");
        document.Callout(ToneOf(assessment.State), assessment.Headline, Status(assessment));
        Configuration(document, assessment);
        Results(document, assessment);
        document.Heading("Diagnosis");
        if (assessment.Opinion.Causes.Count > 0) CauseTable(document, assessment.Opinion);
        foreach (var finding in assessment.Findings) FindingBlock.Write(document, finding);
        if (assessment.Findings.Count == 0) document.Paragraph(assessment.Headline);
        Checks(document, assessment);
        document.Heading("Options");
        foreach (var (option, index) in assessment.Options.Select((option, index) => (option, index))) Option(document, option, index);
        Outlook(document, assessment.Outlook);
        document.Heading("What may make this wrong");
        document.List(assessment.Risks);
        return document;
    }

    /// <summary>How the run stands and how sure the diagnosis is, in sentences.</summary>
    public static IReadOnlyList<string> Status(Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        var trace = assessment.Trace;
        var lines = new List<string> { $"The run is {trace.Status.ToString().ToLowerInvariant()}{(string.IsNullOrWhiteSpace(trace.Record.Reason) ? "" : $": {trace.Record.Reason.TrimEnd('.')}")}." };
        if (assessment.Problem is { } problem) lines.Add($"It is damaged, and only what stands before the damage was read: {problem}");
        if (double.IsFinite(assessment.Opinion.Faulty))
            lines.Add($"Probability that the training is worse than it need be: {Probability(assessment.Opinion.Faulty)}, calibrated on the benchmark of diagnosis.");
        lines.Add($"Recommended: {assessment.Recommended.Title}");
        return lines;
    }

    /// <summary>A probability in whole percent; nothing that was calibrated on examples is certain.</summary>
    public static string Probability(double probability) => probability switch
    {
        > 0.99 => "over 99 %",
        < 0.01 => "under 1 %",
        _ => $"{Numbers.Format(Math.Round(100 * probability))} %",
    };

    /// <summary>The outcomes that a branch of the decision tree is for.</summary>
    public static string Bounds(Decision decision) => (double.IsFinite(decision.Above), double.IsFinite(decision.UpTo)) switch
    {
        (false, false) => "any outcome",
        (false, true) => $"up to {Numbers.Format(decision.UpTo)}",
        (true, true) => $"{Numbers.Format(decision.Above)} to {Numbers.Format(decision.UpTo)}",
        _ => $"above {Numbers.Format(decision.Above)}",
    };

    /// <summary>A text that begins with a capital letter and ends with a full stop.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd('.')}.";

    static void Outlook(Document document, AssessedOutlook outlook)
    {
        document.Heading("Alerts for the next training");
        if (outlook.Alerts.Count == 0) Missing.Write(document, "Too little was logged to expect anything of it.");
        else
        {
            document.Table([new Column("At"), Column.Number("Step"), Column.Number("Green below"), Column.Number("Expected"), Column.Number("Red above")],
                [.. outlook.Alerts.Select(alert => (IReadOnlyList<string>)[$"{Numbers.Format(100 * alert.Share)} %", Numbers.Count((long)alert.Step), Numbers.Format(alert.Green), Numbers.Format(alert.Expected), Numbers.Format(alert.Red)])]);
            document.Paragraph($"Of the {outlook.Metric} loss. Expected is what this training showed; a remedy that helps ends below green.");
        }

        document.Heading("Decision tree");
        document.Table([new Column("Outcome"), new Column("Meaning"), new Column("What to do")],
            [.. outlook.Tree.Decisions.Select(decision => (IReadOnlyList<string>)[Bounds(decision), decision.Meaning, Sentence(decision.Action)])]);
        document.Heading("Success criteria");
        if (outlook.Tree.Tiers.Count == 0) Missing.Write(document, "Neither a trivial nor a linear baseline nor a target is known.");
        else document.Table([new Column("Degree"), Column.Number("At most"), new Column("From")],
            [.. outlook.Tree.Tiers.Select(tier => (IReadOnlyList<string>)[tier.Name, Numbers.Format(tier.AtMost), tier.Basis])]);
    }

    static void Configuration(Document document, Assessment assessment)
    {
        document.Heading("Configuration");
        document.Table([new Column("What"), new Column("Value")], [.. assessment.Configuration.Select(line => (IReadOnlyList<string>)[line.Name, line.Text])]);
    }

    static void Results(Document document, Assessment assessment)
    {
        document.Heading("Results beside baselines");
        if (assessment.Results.Count == 0) Missing.Write(document, "Nothing was scored.");
        else document.Table([new Column("What"), new Column("Metric"), Column.Number("Value"), new Column("")],
            [.. assessment.Results.Select(score => (IReadOnlyList<string>)[score.Name, score.Metric, Numbers.Format(score.Value), score.Note])]);
        if (Curves(assessment.Trace) is { Series.Count: > 0 } chart) document.Figure("", ("diagnosis-curves", chart));
    }

    static LineChart Curves(Trace trace)
    {
        (string, Curve)[] curves = [("validation", trace.Validation), ("training, frozen weights", trace.Frozen), ("training, before updates", trace.Online.Count > 0 ? trace.Online : trace.Training)];
        var shown = curves.Where(curve => curve.Item2.Count > 1).ToList();
        return new LineChart
        {
            Title = "Losses",
            XTitle = trace.Record.Steps > 0 ? "update" : "step",
            YTitle = "loss",
            LogY = shown.All(curve => curve.Item2.Values.All(value => !(value <= 0))),
            Series = [.. shown.Select(curve => new ChartSeries(curve.Item1, curve.Item2.Steps, curve.Item2.Values))],
            References = double.IsFinite(trace.Trivial) ? [new ReferenceLine("trivial", trace.Trivial)] : [],
        };
    }

    static void CauseTable(Document document, Opinion opinion) =>
        document.Table([new Column("Root cause"), Column.Number("Probability")],
            [.. opinion.Causes.Take(5).Select(cause => (IReadOnlyList<string>)[Causes.Words.GetValueOrDefault(cause.Cause, cause.Cause), Probability(cause.Probability)])]);

    static void Checks(Document document, Assessment assessment)
    {
        document.Heading("What worked");
        if (assessment.Worked.Count > 0) document.List(assessment.Worked);
        if (assessment.Silent.Count > 0) document.Paragraph($"Looked for and not found: {string.Join(", ", assessment.Silent.Select(rule => rule.Id))}.");
        if (assessment.Unchecked.Count > 0) document.Paragraph($"Could not be looked for, because it was not measured: {string.Join(", ", assessment.Unchecked.Select(rule => rule.Id))}.");
        if (assessment.Worked.Count + assessment.Silent.Count + assessment.Unchecked.Count == 0) document.Paragraph("No rule looked.");
    }

    static void Option(Document document, AssessedOption option, int index)
    {
        document.Heading($"{(char)('A' + index)}. {option.Title}{(index == 0 ? " Recommended." : "")}", 3);
        document.List([.. option.For.Select(reason => $"For: {reason}"), .. option.Against.Select(reason => $"Against: {reason}")]);
        if (option.Command is { } command) document.Code(command);
    }

    static Tone ToneOf(AssessedState state) => state switch
    {
        AssessedState.Healthy => Tone.Good,
        AssessedState.Suspect => Tone.Warning,
        AssessedState.Faulty => Tone.Error,
        _ => Tone.Info,
    };
}
