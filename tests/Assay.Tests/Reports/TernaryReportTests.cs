using System.Xml.Linq;
using Assay.Reports;
using Assay.Runs;
using Assay.Studies.Ternary;

namespace Assay.Tests.Reports;

public sealed class TernaryReportTests
{
    static readonly string[] Sections =
    [
        "Beside radii that need no model", "Radii by level", "Hierarchy against richness", "The ball", "Learning curves", "How training began", "What learned", "Findings", "Probes", "Configuration", "Data splits",
        "Machine and code",
    ];

    static string Words(Document document) => document.Markdown().Replace("\\", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);

    static IEnumerable<string> Headings(Document document) => document.Blocks.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(heading => heading.Text);

    static ReportedRun Empty() => new(new RunRecord { Run = "ternary-20260102-030405-ffff", Study = "ternary" }, RunStatus.Interrupted, []);

    [Fact]
    public void TheVerdictComesFirstAndEverySectionIsThere()
    {
        foreach (var run in (ReportedRun[])[TernaryRuns.Whole(), TernaryRuns.Whole(both: false), TernaryRuns.Whole() with { Levels = null }, Empty()])
        {
            var document = TernaryReport.Build(run);

            Assert.Equal(run.Record.Verdict ?? "This run has no verdict.", Assert.IsType<CalloutBlock>(document.Blocks[0]).Title);
            Assert.Equal(Sections, Headings(document));
            Assert.NotNull(XDocument.Parse(document.Html()).Root);
            foreach (var svg in document.Figures().Values) Assert.NotNull(XDocument.Parse(svg).Root);
        }
    }

    [Fact]
    public void TheCeilingIsThatOfTheStudy() => Assert.Equal(TernaryScores.Ceiling, TernaryMetrics.Ceiling, 12);

    [Fact]
    public void CodesStandBesideTheirOracles()
    {
        var words = Words(TernaryReport.Build(TernaryRuns.Whole()));

        foreach (var row in new[]
        {
            "| code A, best checkpoint | 99.98 % | -0.83120 | 99.9 % | 0.8765 | 0.0081 | 0.4321 |", "| code B, best checkpoint | – | -0.83120 |", "| code A, final weights | 99.98 % | -0.82990 |",
            "| level 0 against the rest | – | -0.80170 | 96.35 % |", "| one radius a level | – | -1.00000 | 120.19 % | – | 0 |", "| code A, best checkpoint | 0.0517 | 1.679 | 19,010 |",
        }) Assert.Contains(row, words, StringComparison.Ordinal);
        Assert.Contains("Why -0.83205 is the ceiling", words, StringComparison.Ordinal);
    }

    [Fact]
    public void EachLevelHasItsShareOfTheRichnessAndItsNeighbour()
    {
        var words = Words(TernaryReport.Build(TernaryRuns.Whole()));

        Assert.Contains("| 0 | 13,122 | 0.9 | 0.2846 | 0.88 | 0.92 | 0.081 | 100.0 % | 1 |", words, StringComparison.Ordinal);
        Assert.Contains("| 6 | 18 | 0.36 | 0 | 0.34 | 0.38 | 0 | 0.0 % | 0.8765 |", words, StringComparison.Ordinal);
        Assert.Contains("Adjacent levels of code B", words, StringComparison.Ordinal);
        Assert.DoesNotContain("code B", Words(TernaryReport.Build(TernaryRuns.Whole(both: false))), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsPossibleAtARichnessIsReadOffTheBound()
    {
        var run = TernaryRuns.Whole();
        run.Record.Best["richness"] = 0.06;
        var words = Words(TernaryReport.Build(run));

        // Half of the way from -0.832 at 0.02 to -0.5 at 0.1.
        Assert.Contains("| code A | 0.06 | -0.83120 | -0.66600 | -0.16520 |", words, StringComparison.Ordinal);
        Assert.Contains("| code A before training | 6.25e-7 | 0.31410 | -0.83205 |", words, StringComparison.Ordinal);
    }

    [Fact]
    public void PointsKeepTheirDistanceFromTheOrigin()
    {
        var picture = XDocument.Parse(TernaryReport.Build(TernaryRuns.Whole()).Figures()["ball-a-radius.svg"]).Root!;
        var circles = picture.Descendants().Where(element => element.Name.LocalName == "circle").ToList();
        double Number(XElement circle, string name) => double.Parse(circle.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
        var rings = circles.Where(circle => circle.Attribute("class")!.Value == "frame").ToList();
        var points = circles.Where(circle => circle.Attribute("class")!.Value == "spot").ToList();
        var (x, y, unit) = (Number(rings[0], "cx"), Number(rings[0], "cy"), Number(rings[0], "r") / 0.95);

        Assert.Equal(2, rings.Count);
        // Radius 0.7 at the angle of (0.3, 0.4).
        Assert.Equal(0.42, (Number(points[0], "cx") - x) / unit, 1e-3);
        Assert.Equal(0.56, (y - Number(points[0], "cy")) / unit, 1e-3);
        Assert.Equal(0.05, Math.Sqrt(Math.Pow(Number(points[1], "cx") - x, 2) + Math.Pow(Number(points[1], "cy") - y, 2)) / unit, 3);
    }

    [Fact]
    public void PartsThatStoodStillAreMarked()
    {
        var words = Words(TernaryReport.Build(TernaryRuns.Whole()));

        Assert.Contains("97,149 of 101,661 parameters, 95.6 %", words, StringComparison.Ordinal);
        Assert.Contains("| encoder A | 1 | 0 | 0.012 |", words, StringComparison.Ordinal);
        Assert.Contains("| direction net A | 1 | 1 | 0 |", words, StringComparison.Ordinal);
        Assert.Contains("| radius net A | 1 | 0 | 0.001 |", words, StringComparison.Ordinal);
    }

    [Fact]
    public void AHalfLoadedStartIsAnError()
    {
        var run = TernaryRuns.Whole();
        Assert.DoesNotContain("half loaded", Words(TernaryReport.Build(run)), StringComparison.Ordinal);
        run.Record.Best["start/random-tensors"] = 8;

        var document = TernaryReport.Build(run);

        Assert.Equal(Tone.Error, Assert.Single(document.Blocks.OfType<CalloutBlock>(), block => block.Title == "Training began half loaded.").Tone);
        Assert.Contains("8 tensors of the model were not in the checkpoint", Words(document), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsMissingOrDamagedIsSaidByName()
    {
        var missing = Words(TernaryReport.Build(TernaryRuns.Whole() with { Levels = null }));
        var damaged = Words(TernaryReport.Build(TernaryRuns.Whole() with { Levels = null, EvaluationProblem = "levels.json:1: cut off" }));
        var empty = Words(TernaryReport.Build(Empty()));

        foreach (var part in new[] { "The distribution of radii in each level", "What hierarchy is possible at a richness", "A picture of the ball" })
            Assert.Contains($"{part} cannot be shown: the run has no levels.json", missing, StringComparison.Ordinal);
        Assert.Contains("levels.json:1: cut off", damaged, StringComparison.Ordinal);
        foreach (var part in new[] { "no metrics of the model", "no levels of code A", "Nothing was measured before training", "How many parameters training moved was not measured" })
            Assert.Contains(part, empty, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunOfAnotherStudyIsRefused() =>
        Assert.Contains("'frequency'", Assert.Throws<ArgumentException>(() => TernaryReport.Build(SampleRuns.Learned())).Message, StringComparison.Ordinal);
}
