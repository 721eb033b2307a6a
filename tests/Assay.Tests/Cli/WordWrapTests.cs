using Assay.Cli;

namespace Assay.Tests.Cli;

[Collection("program")]
public class WordWrapTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("  one two three", 9, "  one two|  three")]
    [InlineData("immeasurable", 4, "immeasurable")]
    [InlineData("", 4, "")]
    [InlineData("one two", int.MaxValue, "one two")]
    public void BreaksBetweenWordsAndKeepsTheIndent(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', WordWrap.Split(text, width)));
}
