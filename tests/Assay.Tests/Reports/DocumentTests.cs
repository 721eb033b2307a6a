using System.Xml.Linq;
using Assay.Reports;

namespace Assay.Tests.Reports;

public sealed class DocumentTests
{
    const string Hostile = "<script>x</script> | **a** _b_ `c` & \"d\"\n# e [f](g) \u0002";

    static LineChart Chart(string title) => new() { Title = title, XTitle = "x", YTitle = "y", Series = [new("s", [0, 1], [0, 1])] };

    static Document Full(string text)
    {
        var document = new Document(text);
        document.Callout(Tone.Warning, text, text, text);
        document.Heading(text);
        document.Paragraph(text);
        document.List([text, text]);
        document.Code(text + "\n```\n");
        document.Table([new Column(text), Column.Number(text)], [[text, "1"], ["", text]], [0]);
        document.Heading(text, 3);
        document.Figure(text, ("one", Chart(text)), ("two", Chart(text)));
        return document;
    }

    static XElement Page(Document document) =>
        XDocument.Parse(document.Html().Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;

    [Fact]
    public void AnyTextIsShownAsItIsInHtml()
    {
        var page = Page(Full(Hostile));
        Assert.Empty(page.Descendants("script"));
        var shown = Hostile.Replace('\u0002', '\uFFFD');
        Assert.Equal(shown, page.Descendants("h1").Single().Value);
        Assert.Equal(shown, page.Descendants("h2").Single().Value);
        Assert.Equal(3, page.Descendants("td").Count(c => c.Value == shown) + page.Descendants("th").Count(c => c.Value == shown) - 1);
        Assert.Equal(2, page.Descendants(Svg.Space + "svg").Count());
    }

    [Fact]
    public void ThePageNeedsNothingBesideIt()
    {
        var html = Full("text").Html();
        foreach (var reference in (string[])["src=", "<link", "<script", "@import", "url("]) Assert.DoesNotContain(reference, html);
        Assert.All(Page(Full("text")).Descendants("a"), a => Assert.StartsWith("#", a.Attribute("href")!.Value));
    }

    [Fact]
    public void ContentsLeadToTheSections()
    {
        var document = new Document("t");
        for (var i = 0; i < 5; i++) document.Heading("Same name");
        var page = Page(document);
        var ids = page.Descendants("h2").Select(h => "#" + h.Attribute("id")!.Value).ToList();
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids, page.Descendants("a").Select(a => a.Attribute("href")!.Value));
    }

    [Fact]
    public void MarkdownKeepsItsStructureWhateverTheText()
    {
        var lines = Full(Hostile).Markdown("figures/").Split('\n');
        var outside = lines.TakeWhile(l => l != "````")
            .Concat(lines.SkipWhile(l => l != "````").Skip(1).SkipWhile(l => l != "````")).ToList();
        Assert.Equal(3, outside.Count(l => l.StartsWith('#')));
        Assert.DoesNotContain(outside, l =>
            l.Contains("<script>", StringComparison.Ordinal) && !l.Contains("\\<script", StringComparison.Ordinal));
        var rows = lines.Where(l => l.StartsWith('|')).ToList();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, r => Assert.Equal(3, r.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')));
        Assert.Equal("|---|---:|", rows[1]);
        Assert.Equal(2, lines.Count(l => l == "````"));
    }

    [Fact]
    public void EveryChartMarkdownLinksToIsAmongTheFigures()
    {
        var document = Full("text");
        Assert.Equal(["one.svg", "two.svg"], document.Figures().Keys.Order());
        Assert.All(document.Figures(), f => Assert.Contains($"](figures/{f.Key})", document.Markdown("figures/")));
        Assert.All(document.Figures().Values, svg => Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName));
    }

    [Theory]
    [InlineData("# a", "\\# a")]
    [InlineData("- a", "\\- a")]
    [InlineData("12. a", "12\\. a")]
    [InlineData("12.5 is a number", "12.5 is a number")]
    [InlineData("plain", "plain")]
    public void ALineOfTextCannotBecomeAnotherBlock(string text, string markdown) => Assert.Equal(markdown, Escape.MarkdownLine(text));

    [Fact]
    public void MistakesAreNamed()
    {
        var document = new Document("t");
        Assert.Throws<ArgumentOutOfRangeException>(() => document.Heading("a", 1));
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => document.Table([new Column("a")], [["1"], ["1", "2"]])).Message);
        Assert.Contains("../x", Assert.Throws<ArgumentException>(() => document.Figure("", ("../x", Chart("a")))).Message);
        document.Figure("", ("a", Chart("a")));
        Assert.Throws<ArgumentException>(() => document.Figure("", ("a", Chart("a"))));
        Assert.Throws<ArgumentException>(() => document.Figure(""));
    }
}
