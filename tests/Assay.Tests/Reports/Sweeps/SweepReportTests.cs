using System.Xml.Linq;
using Assay.Reports;
using Assay.Runs;
using Assay.Sweeps;

namespace Assay.Tests.Reports.Sweeps;

public sealed class SweepReportTests
{
    static readonly Document Rich = SweepReport.Build(SampleSweeps.Rich(), [new Finding("sample/curvature", Severity.Info, "Curvature 2 is not shown to be better.", "p = 1")]);

    static IReadOnlyList<string> Headings(Document document) => [.. document.Blocks.OfType<HeadingBlock>().Select(heading => heading.Text)];

    [Fact]
    public void TheVerdictComesFirstAndSaysWithHowManySeeds()
    {
        var verdict = Assert.IsType<CalloutBlock>(Rich.Blocks[0]);

        Assert.Equal(SweepVerdict.Of(SampleSweeps.Rich()).Text, verdict.Title);
        Assert.Contains("over 10 seeds, cosine in phase schedules", verdict.Title);
        Assert.Contains("shown to be better than the other 5", verdict.Title);
        Assert.Contains(verdict.Paragraphs, line => line.Contains("16 of 409 trainings diverged", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryPartHasItsSection() => Assert.Equal(
        ["Best configurations", "What follows", "Findings", "Phase curvature", "Phase schedules", "Phase space", "Phase sources", "Phase stability", "Start and result", "Where the spread comes from", "Pruning and racing", "Diverged and failed", "Timing"],
        Rich.Blocks.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(heading => heading.Text));

    [Fact]
    public void FindingsOfTheStudyStandBesideThoseOfAnySweep()
    {
        var text = Rich.Markdown();

        foreach (var id in new[] { "sample/curvature", "sweep/too-few-seeds", "sweep/diverged", "sweep/failed", "sweep/no-difference", "sweep/lost-after-peak" }) Assert.Contains($"Rule: {id}", text);
    }

    [Fact]
    public void NothingIsRecommendedThatIsNotShown()
    {
        var advice = string.Join('\n', Rich.Blocks.SkipWhile(block => block is not HeadingBlock { Text: "What follows" }).OfType<ListBlock>().First().Items);

        Assert.Contains("are not independent of each other", Rich.Markdown());
        Assert.Contains("Phase schedules: use cosine.", advice);
        Assert.Contains("Phase curvature: c2.0 is not shown to be better than c1.0", advice);
        Assert.Contains("fresh seeds of these two alone would show it", advice);
        Assert.DoesNotContain("curvature: use", advice);
        Assert.DoesNotContain("space: use", advice);
    }

    [Fact]
    public void ChartsAreWellFormedAndTheirNamesPlain()
    {
        var figures = Rich.Figures();

        foreach (var name in new[] { "schedules-seeds", "schedules-curves", "space-progress", "space-parallel", "space-importance", "space-effect-1", "start-result" }) Assert.Contains($"{name}.svg", figures.Keys);
        Assert.All(figures.Values, svg => Assert.DoesNotContain("NaN", XDocument.Parse(svg).Root!.Descendants(Svg.Space + "path").Select(path => path.Attribute("d")!.Value)));
        XDocument.Parse(Rich.Html()["<!DOCTYPE html>".Length..]);
    }

    [Fact]
    public void TheSourceWithMostVarianceIsNamed()
    {
        var table = Rich.Blocks.OfType<TableBlock>().Single(block => block.Columns.Any(column => column.Title == "Source"));
        var shares = table.Rows.Where(row => row[0] == "sources").ToDictionary(row => row[1], row => double.Parse(row[4].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(3, shares.Count);
        Assert.True(shares["seed.split"] > 70 && shares["seed.split"] > shares["seed.order"]);
        Assert.InRange(shares.Values.Sum(), 99.5, 100.5);
    }

    [Fact]
    public void TheParameterThatDecidesIsNamedFirst()
    {
        var chart = Rich.Blocks.OfType<FigureBlock>().SelectMany(figure => figure.Charts).Single(chart => chart.Name == "space-importance").Chart;

        Assert.Equal("rate", Assert.IsType<BarChart>(chart).Bars[0].Label);
    }

    [Fact]
    public void WithoutAnythingFinishedItSaysSo()
    {
        var phase = new SweepPhase { Configurations = [new Configuration("a", SampleSweeps.Values(("k", 1)))], Seeds = [1, 2] };
        var results = SampleSweeps.Of(phase, SampleSweeps.Trial(0, "main", "a", phase.Configurations[0].Values,
            [SampleSweeps.Ended(1, TrialState.Diverged, "NaN"), SampleSweeps.Ended(2, TrialState.Failed, "killed")]));
        var document = SweepReport.Build(results, []);

        Assert.Contains("No training finished", ((CalloutBlock)document.Blocks[0]).Title);
        Assert.Contains("1 diverged, 1 failed", ((CalloutBlock)document.Blocks[0]).Title);
        Assert.Contains("Diverged and failed", Headings(document));
        Assert.Contains("No trial has begun.", SweepVerdict.Of(results with { Trials = [] }).Text);
        Assert.NotEmpty(SweepReport.Build(results with { Trials = [] }, []).Html());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 3)]
    public void SmallSweepsHaveReports(int configurations, int seeds)
    {
        foreach (var spread in new[] { 0.0, 1 })
        {
            var results = SampleSweeps.Listed([.. Enumerable.Range(0, configurations).Select(one => ($"c{one}", Enumerable.Range(0, seeds).Select(seed => 5 + spread * SampleSweeps.Noise(one, seed)).ToArray()))]);
            var document = SweepReport.Build(results, []);

            Assert.DoesNotContain("NaN", document.Markdown());
            Assert.DoesNotContain("Infinity", document.Markdown());
            Assert.DoesNotContain("shown to be better than the other", document.Markdown());
            Assert.Single(SweepTables.Of(results));
        }
    }

    [Fact]
    public void LargeSweepsStayReadable()
    {
        var document = SweepReport.Build(SampleSweeps.Rich(trials: 400), []);

        Assert.All(document.Blocks.OfType<TableBlock>(), table => Assert.InRange(table.Rows.Count, 0, 30));
        Assert.InRange(document.Html().Length, 50_000, 700_000);
    }

    [Fact]
    public void TheSameResultsGiveTheSamePage() => Assert.Equal(Rich.Html(), SweepReport.Build(SampleSweeps.Rich(), [new Finding("sample/curvature", Severity.Info, "Curvature 2 is not shown to be better.", "p = 1")]).Html());

    [Fact]
    public void TheStartThatDecidesIsFound()
    {
        var phase = new SweepPhase { Configurations = [.. new[] { "a", "b" }.Select(name => new Configuration(name, SampleSweeps.Values(("k", name))))], Seeds = [.. Enumerable.Range(1, 10).Select(seed => (long)seed)] };
        var results = SampleSweeps.Of(phase, [.. phase.Configurations.Select((one, number) => SampleSweeps.Trial(number, "main", one.Name, one.Values,
            [.. phase.Seeds.Select(seed => SampleSweeps.Finished(seed, SampleSweeps.Noise(seed, number) + 0.05 * SampleSweeps.Noise(seed, 5), start: SampleSweeps.Noise(seed, number)))]))]);
        results = results with { Plan = results.Plan with { Start = "start/error" } };

        Assert.Contains(SweepVerdict.Of(results).Findings, finding => finding.Id == "sweep/start-decides");
        Assert.Contains("the start decides the result", SweepReport.Build(results, []).Markdown());
        Assert.Contains("No training knows its other", SweepReport.Build(results with { Plan = results.Plan with { Start = "other" } }, []).Markdown());
    }

    [Fact]
    public void TablesForTheTerminalNameTheBest()
    {
        var tables = SweepTables.Of(SampleSweeps.Rich());

        Assert.Equal(["curvature", "schedules", "space (the best 10 of 60)", "sources", "stability"], tables.Select(table => table.Title));
        Assert.Equal("best mean", tables[1].Rows.Single(row => row[0] == "cosine")[^1]);
        Assert.Equal("worse", tables[1].Rows.Single(row => row[0] == "none")[^1]);
        Assert.Equal("9 (1 diverged)", tables[1].Rows.Single(row => row[0] == "step")[1]);
    }
}
