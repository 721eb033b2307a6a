using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public class PoetryWindowsTests
{
    const int Tokens = 23;

    [Fact]
    public void CropsAreAsLongAsTheWindowsAndLieInTheirPoem()
    {
        var windows = Make(Tokens, 9, 40, 5);
        int[] places = [.. Enumerable.Range(0, windows.Count)];
        for (var draw = 0UL; draw < 50; draw++)
        {
            var crops = windows.Crops(places, new Rng(draw));
            for (var i = 0; i < places.Length; i++)
            {
                Assert.Equal(windows.Ids[i].Length, crops[i].Length);
                // Words are numbered as they stand, so that a crop without a gap rises by one.
                Assert.All(crops[i].Zip(crops[i][1..]), pair => Assert.Equal(pair.First + 1, pair.Second));
                Assert.Equal(windows.Chunks[i].Poem, crops[i][0] / 1000);
            }
        }
        Assert.All(windows.Crops(places, new Rng(1), longest: 4).Zip(windows.Ids), pair => Assert.Equal(Math.Min(4, pair.Second.Length), pair.First.Length));
    }

    [Fact]
    public void CropsBeginEverywhereAndReachBothEnds()
    {
        var windows = Make(Tokens);
        const int Draws = 20_000;
        var rng = new Rng(1);
        var (starts, seen, total) = (new HashSet<int>(), new int[Tokens + 2], 0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var crop = windows.Crops([0], rng)[0];
            starts.Add(crop[0]);
            foreach (var id in crop) seen[id]++;
            total += crop.Length;
        }
        Assert.Equal(Tokens + 2 - windows.Ids[0].Length + 1, starts.Count);
        // Each token's share: none is much rarer than another.
        Assert.All(seen, count => Assert.InRange((double)count * seen.Length / total, 0.5, 1.8));
    }

    [Fact]
    public void TheSameDrawGivesTheSameCrops()
    {
        var windows = Make(Tokens, 40);
        int[] places = [3, 0, 1];
        Assert.Equal(windows.Crops(places, new Rng(4)), windows.Crops(places, new Rng(4)));
        Assert.NotEqual(windows.Crops(places, new Rng(4)), windows.Crops(places, new Rng(5)));
    }

    // Poems of so many words; the ids of each rise from a thousand times its place, markers included.
    static PoetryWindows Make(params int[] tokens)
    {
        var chunker = new Chunker(window: 10, overlap: 2);
        var chunks = tokens.Index().SelectMany(poem => chunker.Cut([.. Enumerable.Range(0, poem.Item).Select(i => $"w{i}")], poem.Index)).ToArray();
        var vocabulary = Vocabulary.Build([["word"]]);
        return new PoetryWindows(chunks, [.. chunks.Select(chunk => Enumerable.Range(1000 * chunk.Poem, chunk.Total).ToArray())],
            new EmbeddingTable(vocabulary, new float[vocabulary.Count * 2]), chunker.Window);
    }
}
