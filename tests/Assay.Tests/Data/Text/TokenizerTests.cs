using Assay.Data.Text;

namespace Assay.Tests.Data.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("I don't like home.", "i|don't|like|home|.")]
    [InlineData("Rock'n'roll, 'quoted' o'clock", "rock'n'roll|,|'|quoted|'|o'clock")]
    [InlineData("It\u2019s 3.14, 1,000 and the 1990s.", "it's|3.14|,|1,000|and|the|1990s|.")]
    [InlineData("mother-in-law -- wait... no!?", "mother|-|in|-|law|--|wait|...|no|!|?")]
    [InlineData("na\u00efve caf\u00e9 cafe\u0301 \u017b\u00f3\u0142w", "na\u00efve|caf\u00e9|cafe\u0301|\u017c\u00f3\u0142w")]
    [InlineData("a 5 b", "a|5|b")]
    [InlineData("love \u2764\ufe0f \U0001F468\u200D\U0001F469\u200D\U0001F467!", "love|\u2764\ufe0f|\U0001F468\u200D\U0001F469\u200D\U0001F467|!")]
    [InlineData("<PAD> @you #tag", "<|pad|>|@|you|#|tag")]
    [InlineData("", "")]
    public void WordsNumbersAndSignsAreTokens(string text, string expected) => Assert.Equal(expected, string.Join('|', new Tokenizer().Tokenize(text)));

    [Theory]
    [InlineData("one\ntwo", "one|<LINE>|two")]
    [InlineData("one\r\ntwo \r\n \r\n\tthree\n", "one|<LINE>|two|<STANZA>|three")]
    [InlineData("\n\none\n\n\n\ntwo\n\n", "one|<STANZA>|two")]
    [InlineData("a\u2028b", "a|<LINE>|b")]
    public void BreaksAreTokensBetweenWordsOnly(string text, string expected) => Assert.Equal(expected, string.Join('|', new Tokenizer().Tokenize(text)));

    [Fact]
    public void CaseIsKeptOnDemand() => Assert.Equal(["The", "SEA"], new Tokenizer(keepCase: true).Tokenize("The SEA"));

    [Fact]
    public void ATextCannotContainAMarker()
    {
        foreach (var marker in Marker.All) Assert.DoesNotContain(marker, new Tokenizer(keepCase: true).Tokenize($"a {marker} b"));
    }

    [Theory]
    [InlineData("I don't know; \"it is\" (so) far.\nYes\n\nNo!")]
    [InlineData("one, two: three")]
    public void TokensReadAsTextAgain(string text) => Assert.Equal(text, PlainText.Join(["<START>", .. new Tokenizer(keepCase: true).Tokenize(text), "<END>", "<PAD>"]));

    [Fact]
    public void NothingButWhiteSpaceIsLost()
    {
        const string text = "like home about page next \u2014 @a1 user77 x Q 7 %~^ \u00ab\u00bb\u20ac";
        var kept = string.Concat(new Tokenizer(keepCase: true).Tokenize(text));

        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), kept);
    }
}
