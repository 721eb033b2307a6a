using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Studies.Poetry;

namespace Assay.Tests.Studies.Poetry;

public class PoetryScoresTests
{
    // Two floats a word: sea (3, 0), bell (0, 2), a comma (1, 1); markers but padding stand aside.
    static readonly Vocabulary Words = new([.. Marker.All, "sea", "bell", ","]);
    static readonly int Start = 2, End = 3, Sea = Marker.All.Count, Bell = Sea + 1, Comma = Sea + 2;
    static readonly EmbeddingTable Table = new(Words, [0, 0, .. Enumerable.Range(1, Marker.All.Count - 1).SelectMany(_ => new[] { -5f, -5f }), 3, 0, 0, 2, 1, 1]);

    // Mean vector of what is trained on: (1.5, 1).
    readonly PoetryScores _scores = new(Windows([[Start, Sea, Bell, End]]));

    static PoetryWindows Windows(int[][] texts) => new([.. texts.Select((ids, i) => new Chunk(i, 0, 1, 0, ids.Length, ids.Length, 0, 0))], texts, Table, 4);

    [Fact]
    public void WhatIsWrittenIsScoredTokenByToken()
    {
        int[][] texts = [[Start, Sea, Comma, End]];

        var scores = _scores.Of(texts, [[9, 9, 3, 4, 0, 2, 9, 9]], nearest: true).Full();

        // sea (3, 0) as (3, 4): cosine 0.6; comma (1, 1) as (0, 2): 1 / sqrt 2.
        Assert.Equal((0.6 + Math.Sqrt(0.5)) / 2, scores["cosine"], 1e-6);
        Assert.Equal(0.6, scores["cosine/words"], 1e-6);
        Assert.Equal((Math.Sqrt(0.5) - 0.6) / Math.Sqrt(2), scores["cosine/sd"], 1e-6);
        Assert.Equal((0.6 + Math.Sqrt(0.5)) / 2, scores["cosine/q50"], 1e-6);
        Assert.Equal(0.6 + (0.05 * (Math.Sqrt(0.5) - 0.6)), scores["cosine/q05"], 1e-6);
        // Around (1.5, 1): (1.5, -1) and (1.5, 3); (-0.5, 0) and (-1.5, 1).
        Assert.Equal(((2.25 - 3) / Math.Sqrt(3.25 * 11.25) / 2) + (0.75 / Math.Sqrt(0.25 * 3.25) / 2), scores["cosine/centred"], 1e-6);
        // Squared errors 16 and 2 of two components each.
        Assert.Equal((8 + 1) / 2.0, scores["mse"], 1e-6);
        Assert.Equal((16 + 2) / 2.0, scores["squares"], 1e-6);
        // Mean vectors (2, 0.5) and (1.5, 3).
        Assert.Equal(4.5 / Math.Sqrt(4.25 * 11.25), scores["sequence/cosine"], 1e-6);
        Assert.Equal(-1 / Math.Sqrt((0.25 + 0.25) * 4), scores["sequence/cosine/centred"], 1e-6);
    }

    [Fact]
    public void NearestWordsAreCountedForWordsAndMarksApart()
    {
        // (3, 4) is nearest to the comma; (0, 2) is the bell, before the comma; (2, 0) is the sea.
        int[][] texts = [[Sea, Comma, Sea]];

        var judged = _scores.Of(texts, [[3, 4, 0, 2, 2, 0]], nearest: true);
        var scores = judged.Full();

        Assert.Equal([Comma, Bell, Sea], judged.Named[0]);
        Assert.Equal([2, 1, 0], judged.Tokens.Select(token => token.Rank));
        Assert.Equal(1 / 3.0, scores["top1"], 1e-12);
        Assert.Equal(0.5, scores["top1/words"], 1e-12);
        Assert.Equal(0, scores["top1/marks"]);
        Assert.Equal(1, scores["top5"]);
    }

    [Fact]
    public void EqualTextsThatAreComparedOnceScoreAsEachAlone()
    {
        float[] shared = [3, 4, 0, 2, 2, 0], copy = [.. shared];
        int[][] texts = [[Sea, Comma], [Bell, Sea, Comma], [Sea]];

        var once = _scores.Of(texts, [shared, shared, shared], nearest: true);
        var each = _scores.Of(texts, [shared, copy, [.. shared]], nearest: true);

        Assert.Equal(each.Tokens, once.Tokens);
        Assert.Equal(each.Named, once.Named);
    }

    [Fact]
    public void PlacesDistributionAndGroupsCountEachTokenOnce()
    {
        int[][] texts = [[Start, Sea, Bell], [Sea, End], [Bell]];

        var judged = _scores.Of(texts, [[0, 0, 3, 0, 0, -1], [0, 1, 0, 0], [0, 1]], nearest: true);

        // Cosines 1 and -1; 0; 1.
        var (cosine, count) = judged.Positions(4);
        Assert.Equal([0.5, 1, -1, double.NaN], cosine);
        Assert.Equal([2, 1, 1, 0], count);
        Assert.Equal([1, 0, 1, 2], judged.Distribution(4));
        var groups = judged.ByGroup([0, 1, 0], 3);
        Assert.Equal([1 / 3.0, 0, double.NaN], groups["cosine"]);
        Assert.Equal([2 / 3.0, 0, double.NaN], groups["top1"]);
    }
}
