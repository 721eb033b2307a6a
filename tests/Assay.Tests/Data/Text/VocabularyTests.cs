using Assay.Data.Text;

namespace Assay.Tests.Data.Text;

public sealed class VocabularyTests
{
    [Fact]
    public void MarkersComeFirstThenWordsByCountThenSpelling()
    {
        var vocabulary = Vocabulary.Build([["b", "a", Marker.LineBreak, "c"], ["c", "c", "b"]]);

        Assert.Equal([.. Marker.All, "c", "b", "a"], vocabulary.Tokens);
        Assert.Equal(0, vocabulary[Marker.Pad]);
        Assert.Equal([7, 1, 4], vocabulary.Encode(["c", "unseen", Marker.LineBreak]));
    }

    [Fact]
    public void RareWordsAreUnknown() => Assert.False(Vocabulary.Build([["a", "a", "b"]], minCount: 2).Contains("b"));

    [Fact]
    public void TokensMakeTheSameVocabularyAgain()
    {
        var vocabulary = Vocabulary.Build([["b", "a"]]);

        Assert.Equal(vocabulary.Tokens, new Vocabulary(vocabulary.Tokens).Tokens);
    }

    [Fact]
    public void WrongMarkersAndRepeatedWordsAreRefused()
    {
        Assert.Throws<InvalidDataException>(() => new Vocabulary(["a", "b"]));
        Assert.Contains("'a' comes as 7 and 8", Assert.Throws<InvalidDataException>(() => new Vocabulary([.. Marker.All, "a", "a"])).Message, StringComparison.Ordinal);
    }
}
