using System.Xml.Linq;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

public sealed class PoetryReportTests
{
    static readonly string[] Sections =
    [
        "Beside the baselines", "What crosses to the decoder", "Learning curves", "Along a window", "What passes the bottleneck", "Codes", "Attention", "Poems",
        "Findings", "Probes", "Configuration", "Data splits", "Machine and code",
    ];

    static string Words(Document document) => document.Markdown().Replace("\\", "", StringComparison.Ordinal);

    static IEnumerable<string> Headings(Document document) => document.Blocks.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(heading => heading.Text);

    [Fact]
    public void TheVerdictComesFirstAndEverySectionIsThere()
    {
        foreach (var run in (ReportedRun[])[EvaluatedPoetry.Whole(), EvaluatedPoetry.Whole("encoder"), EvaluatedPoetry.Whole() with { Evaluation = null }, Empty()])
        {
            var document = PoetryReport.Build(run);

            Assert.Equal(run.Record.Verdict ?? "This run has no verdict.", Assert.IsType<CalloutBlock>(document.Blocks[0]).Title);
            Assert.Equal(Sections, Headings(document));
            Assert.NotNull(XDocument.Parse(document.Html()).Root);
            foreach (var svg in document.Figures().Values) Assert.NotNull(XDocument.Parse(svg).Root);
        }
    }

    [Fact]
    public void EveryScoreOfEachPredictorIsShown()
    {
        var run = EvaluatedPoetry.Whole();
        var words = Words(PoetryReport.Build(run));

        foreach (var values in run.Record.Baselines.Values.Append(run.Record.Best))
            foreach (var (name, value) in values.Where(value => value.Key.StartsWith("test/", StringComparison.Ordinal))) Assert.True(words.Contains(Numbers.Format(value), StringComparison.Ordinal), name);
        Assert.Contains("50 % of the gain is lost", words, StringComparison.Ordinal);
        Assert.Contains("a compression of 450x", words, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatReadsAroundItsCodeIsNoCompressorAnywhere()
    {
        var words = Words(PoetryReport.Build(EvaluatedPoetry.Whole("encoder")));

        Assert.Contains("This model is not a compressor.", words, StringComparison.Ordinal);
        Assert.Contains("50 % of the gain passes the bottleneck", words, StringComparison.Ordinal);
        Assert.DoesNotContain("a compression of", words, StringComparison.Ordinal);
        Assert.DoesNotContain("not a compressor", Words(PoetryReport.Build(EvaluatedPoetry.Whole())), StringComparison.Ordinal);
        Assert.Contains("not a compressor", Words(PoetryReport.Poems(EvaluatedPoetry.Whole("encoder"))!), StringComparison.Ordinal);
    }

    [Fact]
    public void AModelThatIgnoresTheStatesIsNotSaidToGoAroundItsCode()
    {
        var run = EvaluatedPoetry.Whole("encoder");
        run.Record.Ablations["encoder states zeroed"]["test/gain/kept"] = 0.999;

        var words = Words(PoetryReport.Build(run));

        Assert.Contains("All of the gain passes the bottleneck", words, StringComparison.Ordinal);
        Assert.DoesNotContain("goes around it", words, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsMissingOrDamagedIsSaidByName()
    {
        var missing = Words(PoetryReport.Build(EvaluatedPoetry.Whole() with { Evaluation = null }));
        var damaged = Words(PoetryReport.Build(EvaluatedPoetry.Whole() with { Evaluation = null, EvaluationProblem = "evaluation.json:1: cut off" }));
        var empty = Words(PoetryReport.Build(Empty()));

        Assert.Contains("the run has no evaluation.json", missing, StringComparison.Ordinal);
        Assert.Contains("evaluation.json:1: cut off", damaged, StringComparison.Ordinal);
        Assert.Contains("no scores on the held-out poems", empty, StringComparison.Ordinal);
        Assert.Null(PoetryReport.Poems(Empty()));
    }

    [Fact]
    public void WithoutAttentionThereIsNoSectionOfIt() => Assert.DoesNotContain("Attention", Headings(PoetryReport.Build(EvaluatedPoetry.Whole("none"))));

    [Fact]
    public void APoemStandsBesideWhatWasWrittenLineByLine()
    {
        var document = new Document("poems");
        document.Add(new SideBySideBlock(EvaluatedPoetry.Evaluation().Texts[0]));

        var lines = document.Markdown().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);

        Assert.Equal(["| the sea, | <b>the sea,</b> |", "| a bell | one <b>bell</b> bell |", "| | |", "| ends |  \u00B6<br/> |"], lines);
        Assert.Contains("<td>a bell</td><td>one <b>bell</b> bell</td>", document.Html(), StringComparison.Ordinal);
    }

    [Fact]
    public void AllPoemsAreListedWithWhatIsLeftOut()
    {
        var run = EvaluatedPoetry.Whole();

        var words = Words(PoetryReport.Poems(run with { Evaluation = run.Evaluation! with { TextsLeftOut = 41 } })!);

        foreach (var text in run.Evaluation!.Texts) Assert.Contains(text.Item, words, StringComparison.Ordinal);
        Assert.Contains("41 more held-out poems are left out", words, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunOfAnotherStudyIsRefused() =>
        Assert.Contains("'frequency'", Assert.Throws<ArgumentException>(() => PoetryReport.Build(SampleRuns.Learned())).Message, StringComparison.Ordinal);

    static ReportedRun Empty() => new(new RunRecord { Run = "poetry-20260102-030405-ffff", Study = "poetry", Settings = new() { ["attend"] = "encoder" } }, RunStatus.Interrupted, []);
}
