using Assay.Data.Text;
using Assay.Data.Vectors;

namespace Assay.Tests.Data.Vectors;

public class WordVectorsTests
{
    static readonly WordVectors Kings = new(
        ["king", "queen", "man", "woman", "tree"],
        [1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 5]);

    [Fact]
    public void NearestWordsAreOrderedByCosine()
    {
        var nearest = Kings.Nearest(Kings["king"], 3, ["king"]);

        Assert.Equal(["man", "queen"], nearest.Take(2).Select(found => found.Word));
        Assert.Equal(Math.Sqrt(0.5), nearest[0].Cosine, 6);
        Assert.Equal(3, nearest.Count);
    }

    [Fact]
    public void AnalogiesAddAndSubtractUnitVectors() => Assert.Equal("queen", Kings.Analogy("man", "king", "woman")[0].Word);

    [Fact]
    public void AnUnknownWordIsNamed() => Assert.Contains("'frog'", Assert.Throws<KeyNotFoundException>(() => Kings["frog"]).Message, StringComparison.Ordinal);

    [Fact]
    public void ATableLooksWordsUpInThreeWays()
    {
        var vocabulary = new Vocabulary([.. Marker.All, "king", "Queen", "man's", "frog"]);
        var vectors = new WordVectors(["king", "queen", "mans", Marker.LineBreak], [1, 0, 0, 2, 3, 0, 0, 4]);

        var table = EmbeddingTable.Align(vocabulary, vectors, OutOfVocabulary.Mean);

        Assert.Equal((1, 1, 1), (table.Alignment!.Exact, table.Alignment.LowerCase, table.Alignment.Stripped));
        Assert.Equal(["frog"], table.Alignment.Missing);
        Assert.Equal([0f, 0f], table[0].ToArray());
        Assert.Equal([0f, 4f], table[vocabulary[Marker.LineBreak]].ToArray());
        Assert.Equal([0f, 2f], table[vocabulary["Queen"]].ToArray());
        Assert.Equal([1f, 1.5f], table[vocabulary["frog"]].ToArray());
    }

    [Fact]
    public void MissingWordsGetVectorsOfTheirOwn()
    {
        var vocabulary = new Vocabulary([.. Marker.All, "known", "frog", "gorf"]);
        var vectors = new WordVectors(["known"], [3, 4, 0, 0, 0, 0, 0, 0]);

        var table = EmbeddingTable.Align(vocabulary, vectors);
        var again = EmbeddingTable.Align(vocabulary, vectors);
        var zero = EmbeddingTable.Align(vocabulary, vectors, OutOfVocabulary.Zero);

        Assert.Equal(table.Values, again.Values);
        Assert.Equal(5, Length(table[vocabulary["frog"]]), 4);
        Assert.NotEqual(table[vocabulary["frog"]].ToArray(), table[vocabulary["gorf"]].ToArray());
        Assert.Equal(0, Length(zero[vocabulary["frog"]]));
        Assert.Equal(5, Length(zero[vocabulary[Marker.Start]]), 4);
    }

    static double Length(ReadOnlySpan<float> vector) => Math.Sqrt(vector.ToArray().Sum(value => (double)value * value));
}
