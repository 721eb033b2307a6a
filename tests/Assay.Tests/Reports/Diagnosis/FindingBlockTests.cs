using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports.Diagnosis;

public class FindingBlockTests
{
    static Finding Rich => new("Motion/Diverging", Severity.Error, "The loss rises.", "0.1 to 0.9")
    {
        Where = "from step 40",
        Confidence = 0.93,
        Alternatives = [new Alternative("A spike.", "Medians do not move by one.")],
        Remedies = [new Remedy("Lower the rate.", "./assay train sines --set lr=0.1 --seed 1", 0.8, 1), new Remedy("Look at the data.", null, double.NaN, 0.1)],
        Plot = new EvidencePlot("Loss", "step", "loss", true, [new EvidenceLine("loss", [1, 2, 3, 4], [0.1, 0.2, 0.5, 0.9])], new Dictionary<string, double> { ["trivial"] = 0.5 }),
    };

    static string Markdown(params Finding[] findings)
    {
        var document = new Document("Run");
        foreach (var finding in findings) FindingBlock.Write(document, finding);
        return document.Markdown("figures/");
    }

    [Fact]
    public void EverythingThatAFindingCarriesIsShown()
    {
        var markdown = Markdown(Rich);

        Assert.Contains("from step 40", markdown, StringComparison.Ordinal);
        Assert.Contains("93 %", markdown, StringComparison.Ordinal);
        Assert.Contains("Or else: A spike. Medians do not move by one.", markdown, StringComparison.Ordinal);
        Assert.Contains("--set lr=0.1 --seed 1", markdown, StringComparison.Ordinal);
        Assert.Contains("80 %", markdown, StringComparison.Ordinal);
        Assert.Contains("by hand", markdown, StringComparison.Ordinal);
        Assert.Contains("figures/evidence-motion-diverging.svg", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameFindingTwiceHasTwoPictures() => Assert.Contains("figures/evidence-motion-diverging-2.svg", Markdown(Rich, Rich), StringComparison.Ordinal);

    [Fact]
    public void WhatIsNotThereIsNotMentioned()
    {
        var markdown = Markdown(new Finding("plain", Severity.Info, "Plain.", "1 of 2"));

        Assert.DoesNotContain("Confidence", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("Where", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("Command", markdown, StringComparison.Ordinal);
    }
}
