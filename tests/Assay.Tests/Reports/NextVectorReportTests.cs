using System.Xml.Linq;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

public sealed class NextVectorReportTests
{
    static readonly string[] Sections =
    [
        "Beside baselines and limit", "Finding the target", "Learning curves", "What the context tells", "Attention", "Several vectors ahead", "Worst predictions", "Latency and memory",
        "Findings", "Probes", "Configuration", "Data splits", "Machine and code",
    ];

    static string Words(Document document) => document.Markdown().Replace("\\", "", StringComparison.Ordinal);

    static IEnumerable<string> Headings(Document document) => document.Blocks.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(heading => heading.Text);

    static ReportedRun Empty() => new(new RunRecord { Run = "next-vector-20260102-030405-ffff", Study = "next-vector" }, RunStatus.Interrupted, []);

    [Fact]
    public void TheVerdictComesFirstAndEverySectionIsThere()
    {
        var whole = NextVectorRuns.Whole();
        foreach (var run in (ReportedRun[])[whole, whole with { Prediction = null }, NextVectorRuns.Whole(texts: false), Empty()])
        {
            var document = NextVectorReport.Build(run);

            Assert.Equal(run.Record.Verdict ?? "This run has no verdict.", Assert.IsType<CalloutBlock>(document.Blocks[0]).Title);
            Assert.Equal(Sections.Where(section => run.Prediction is not null || section != "Attention"), Headings(document));
            Assert.NotNull(XDocument.Parse(document.Html()).Root);
            foreach (var svg in document.Figures().Values) Assert.NotNull(XDocument.Parse(svg).Root);
        }
    }

    [Fact]
    public void EveryScoreOfEachPredictorIsShown()
    {
        var run = NextVectorRuns.Whole();
        var words = Words(NextVectorReport.Build(run));

        foreach (var values in run.Record.Baselines.Values.Append(run.Record.Best))
            foreach (var (name, value) in values.Where(value => value.Key.StartsWith("test/", StringComparison.Ordinal) && !value.Key.EndsWith("/se", StringComparison.Ordinal)))
                Assert.True(words.Contains(Numbers.Format(value), StringComparison.Ordinal), name);
        Assert.Contains("| 0.594 ± 0.004 |", words.Replace("**", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("| model, final weights | 0.591 ± 0.004 |", words, StringComparison.Ordinal);
        foreach (var document in run.Prediction!.WorstDocuments) Assert.Contains(document.Name, words, StringComparison.Ordinal);
        Assert.Contains("And <then> nothing.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLimitIsALineAndTheWayToItAShare()
    {
        var document = NextVectorReport.Build(NextVectorRuns.Whole());

        Assert.Contains("of the 0.08 between the linear average and it, the model has 92.5 %", Words(document), StringComparison.Ordinal);
        Assert.Contains("0.01 is what a longer context could add at most", Words(document), StringComparison.Ordinal);
        Assert.Contains("Kalman limit 0.6", Svg.Texts(XDocument.Parse(document.Figures()["standing-1.svg"]).Root!));
        var real = NextVectorRuns.Whole();
        foreach (var limit in new[] { "Kalman limit", "Kalman limit, whole past" }) real.Record.Baselines.Remove(limit);
        Assert.DoesNotContain("best possible predictor of this stream", Words(NextVectorReport.Build(real)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTakingOrderAwayCostsIsSaid()
    {
        var run = NextVectorRuns.Whole();
        run.Record.Ablations["context shuffled"]["test/cosine"] = 0.594;
        var words = Words(NextVectorReport.Build(run));

        Assert.Contains("context shuffled: nothing changes; the model does not see the difference.", words, StringComparison.Ordinal);
        Assert.Contains("context reversed: 0.044 of cosine is lost, 25.3 % of what the model has over the corpus mean.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsMissingOrDamagedIsSaidByName()
    {
        var whole = NextVectorRuns.Whole();
        var missing = Words(NextVectorReport.Build(whole with { Prediction = null }));
        var damaged = Words(NextVectorReport.Build(whole with { Prediction = null, EvaluationProblem = "prediction.json:1: cut off" }));
        var empty = Words(NextVectorReport.Build(Empty()));

        foreach (var part in new[] { "The similarity of each vector of a context to the target", "Rollouts", "Documents and windows", "Latency" })
            Assert.Contains($"{part} cannot be shown: the run has no prediction.json", missing, StringComparison.Ordinal);
        Assert.Contains("prediction.json:1: cut off", damaged, StringComparison.Ordinal);
        foreach (var part in new[] { "no scores on the held-out windows", "Retrieval was not measured", "No ablation was measured", "Memory was not measured" })
            Assert.Contains(part, empty, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunOfAnotherStudyIsRefused() =>
        Assert.Contains("'frequency'", Assert.Throws<ArgumentException>(() => NextVectorReport.Build(SampleRuns.Learned())).Message, StringComparison.Ordinal);
}
