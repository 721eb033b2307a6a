using Assay.Data.Sequences;

namespace Assay.Tests.Data.Sequences;

public class PassagesTests
{
    [Theory]
    [InlineData(1, 60, "Go. Come here now. Stay.", "Go.|Come here now.|Stay.")]
    [InlineData(3, 60, "Go. Come here now. Stay.", "Go. Come here now. Stay.")]
    [InlineData(3, 4, "Go. Come here now. Stay. Or go.", "Go. Come here now.|Stay. Or go.")]
    [InlineData(3, 4, "Go. Come here now. Stay.", "Go. Come here now.|Stay.")]
    [InlineData(1, 3, "One two three four five six seven.", "One two|three four|five six seven.")]
    [InlineData(2, 9, "A – b. C.", "A – b. C.")]
    [InlineData(1, 9, "", "")]
    public void ShortSentencesAreJoinedAndLongOnesCut(int fewest, int most, string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Passages.Of(text, new PassageSettings(fewest, most))));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    public void ImpossibleLengthsAreRefused(int fewest, int most) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Passages.Of("One two.", new PassageSettings(fewest, most)));
}
