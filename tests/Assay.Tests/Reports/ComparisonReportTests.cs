using System.Xml.Linq;
using Assay.Reports;

namespace Assay.Tests.Reports;

public sealed class ComparisonReportTests
{
    static ReportedRun[] Widths() =>
        [SampleRuns.NothingLearned(64, 0.4999), SampleRuns.NothingLearned(128, 0.5), SampleRuns.NothingLearned(256, 0.5004)];

    static string Words(Document document) => document.Markdown().Replace("\\", "", StringComparison.Ordinal);

    [Fact]
    public void ThatWidthChangesNothingIsComputed()
    {
        var words = Words(ComparisonReport.Build(Widths()));
        Assert.Contains("Changing hidden changes nothing.", words);
        Assert.Contains("Spread from best to worst: 0.0005, which is 0.1 % of the distance of zero (0.5) from 0.", words);
        Assert.Contains("none has learned anything", words);
        Assert.Contains("another seed", words);
    }

    [Fact]
    public void ADifferenceIsNotCalledNothing()
    {
        var runs = Widths();
        runs[2] = SampleRuns.NothingLearned(256, 0.2);
        var words = Words(ComparisonReport.Build(runs));
        Assert.DoesNotContain("changes nothing", words);
        Assert.Contains("hidden 256 is best, with 0.2 against 0.5 for hidden 128.", words);
        runs = [SampleRuns.NothingLearned(64, 0.001), SampleRuns.NothingLearned(128, 0.003)];
        Assert.DoesNotContain("changes nothing", Words(ComparisonReport.Build(runs)));
    }

    [Fact]
    public void WhatRunsWroteForTheSameTextsStandsSideBySide()
    {
        var first = EvaluatedPoetry.Whole("latent");
        var second = EvaluatedPoetry.Whole("none") with { Evaluation = first.Evaluation! with { Texts = [.. first.Evaluation.Texts.Take(2)] } };
        second.Record.Run = "poetry-20260102-030405-0c0c";

        var document = ComparisonReport.Build([first, second]);

        Assert.Equal(["1 The <Sea>", "2 Middle"], document.Blocks.OfType<HeadingBlock>().SkipWhile(heading => heading.Text != "Texts").Skip(1).Select(heading => heading.Text));
        Assert.Equal(2, document.Blocks.OfType<SideBySideBlock>().Count());
        Assert.Contains("| read | attend latent (0.9) | attend none (0.9) |", Words(document));
        Assert.Contains("code-spectra.svg", document.Figures().Keys);
        Assert.Throws<ArgumentException>(() => new SideBySideBlock([("a", first.Evaluation!.Texts[0]), ("b", first.Evaluation.Texts[1])]));
        second = second with { Evaluation = second.Evaluation! with { Texts = [] } };
        Assert.Contains("No text is held out by all", Words(ComparisonReport.Build([first, second])));
    }

    [Fact]
    public void OnlySettingsThatDifferAreListed()
    {
        var document = ComparisonReport.Build(Widths());
        var settings = document.Blocks.OfType<TableBlock>().Single(t => t.Columns[0].Title == "Setting");
        Assert.Equal(["hidden", "64", "128", "256"], Assert.Single(settings.Rows));
        var curves = XDocument.Parse(document.Figures()["judged.svg"]).Root!;
        Assert.Equal(["hidden 64", "hidden 128", "hidden 256"],
            Svg.Texts(curves).Where(t => t.StartsWith("hidden", StringComparison.Ordinal)));
    }

    [Fact]
    public void RunsThatDifferInManyThingsGoByTheirIds()
    {
        var runs = new[] { SampleRuns.Learned(), SampleRuns.NothingLearned(128, 0.5), SampleRuns.Empty() };
        var words = Words(ComparisonReport.Build(runs));
        Assert.All(runs, r => Assert.Contains($"| {r.Record.Run}", words));
        Assert.Contains("1 of 3 runs have no finite test/mse and are left out.", words);
    }

    [Fact]
    public void EqualRunsGetDifferentLabels()
    {
        var (first, second) = (SampleRuns.NothingLearned(64, 0.5), SampleRuns.NothingLearned(64, 0.5));
        second.Record.Run += "-again";
        var labels = new RunDifference([first, second]).Labels;
        Assert.Equal(2, labels.Distinct().Count());
        second.Record.Seed = 2;
        Assert.Equal(["seed 1", "seed 2"], new RunDifference([first, second]).Labels);
    }

    [Fact]
    public void TheParentsVerdictStandsFirst()
    {
        var parent = SampleRuns.Empty();
        (parent.Record.Preset, parent.Record.Verdict) = ("capacity", "Width changes nothing.");
        var document = ComparisonReport.Build(Widths(), parent);
        Assert.StartsWith("capacity: ", document.Title);
        Assert.Equal("Width changes nothing.", ((CalloutBlock)document.Blocks[0]).Title);
        Assert.Equal("Changing hidden changes nothing.", ((CalloutBlock)document.Blocks[1]).Title);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Contains("1 given", Assert.Throws<ArgumentException>(() => ComparisonReport.Build([SampleRuns.Empty()])).Message);
        Assert.Throws<ArgumentException>(() => ComparisonReport.Build([SampleRuns.Empty(), SampleRuns.Empty()]));
    }
}
