using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public class CorruptionTests
{
    const int Width = 8, Words = 40;

    static readonly PoetryWindows Windows = Make();

    public static TheoryData<string> Kinds => [Corruption.Dropout, Corruption.Gaussian, Corruption.WordDropout, Corruption.Swap, Corruption.Mask];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EndMarkersPaddingAndTheTargetStay(string kind)
    {
        var (texts, x, lengths) = All();
        var before = x.ToArray();
        for (var draw = 0UL; draw < 20; draw++)
        {
            var damaged = new Corruption(kind, Windows).Apply(x, texts, 0.9, new Rng(draw));
            Assert.Equal(before, x.ToArray());
            Assert.NotEqual(before, damaged.ToArray());
            for (var i = 0; i < texts.Length; i++)
            {
                for (var t = 0; t < x.Dim(1); t++)
                    if (t >= lengths[i] || IsEnd(texts[i][t])) Assert.Equal(Row(x, i, t), Row(damaged, i, t));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheSameDrawDamagesAlikeAndNoStrengthNothing(string kind)
    {
        var (texts, x, _) = All();
        var corruption = new Corruption(kind, Windows);

        Assert.Equal(corruption.Apply(x, texts, 0.5, new Rng(3)).ToArray(), corruption.Apply(x, texts, 0.5, new Rng(3)).ToArray());
        Assert.NotEqual(corruption.Apply(x, texts, 0.5, new Rng(3)).ToArray(), corruption.Apply(x, texts, 0.5, new Rng(4)).ToArray());
        Assert.Same(x, corruption.Apply(x, texts, 0, new Rng(3)));
        Assert.Same(x, new Corruption(Corruption.None, Windows).Apply(x, texts, 0.5, new Rng(3)));
    }

    [Fact]
    public void DropoutKeepsTheMean()
    {
        var damaged = Content(Corruption.Dropout, 0.25).SelectMany(pair => pair.Before.Zip(pair.After)).ToArray();

        Assert.Equal(0.25, damaged.Average(pair => pair.Second == 0 ? 1.0 : 0), 0.02);
        Assert.All(damaged.Where(pair => pair.Second != 0), pair => Assert.Equal(pair.First / 0.75f, pair.Second, 1e-5f));
    }

    [Fact]
    public void GaussianNoiseIsInDeviationsOfEachComponent()
    {
        var pairs = Content(Corruption.Gaussian, 0.5);
        for (var i = 0; i < Width; i++)
        {
            var mean = pairs.Average(pair => pair.Before[i]);
            var deviation = Math.Sqrt(pairs.Average(pair => Math.Pow(pair.Before[i] - mean, 2)));
            Assert.Equal(0.5, Math.Sqrt(pairs.Average(pair => Math.Pow(pair.After[i] - pair.Before[i], 2))) / deviation, 0.05);
        }
    }

    [Theory]
    [InlineData(Corruption.WordDropout, Marker.Unknown)]
    [InlineData(Corruption.Mask, Marker.Mask)]
    public void WholeWordsAreReplaced(string kind, string marker)
    {
        var vector = Windows.Table[Windows.Table.Vocabulary[marker]].ToArray();
        var pairs = Content(kind, 0.3);

        Assert.All(pairs, pair => Assert.True(pair.After.SequenceEqual(pair.Before) || pair.After.SequenceEqual(vector)));
        Assert.Equal(0.3, pairs.Average(pair => pair.After.SequenceEqual(vector) ? 1.0 : 0), 0.02);
    }

    [Fact]
    public void SwapsExchangeNeighboursAsOftenAsTheStrengthSays()
    {
        // One text of 40 different words: each exchange of neighbours in order makes one inversion or undoes one.
        var ids = Enumerable.Range(Marker.All.Count, Words).ToArray();
        var (x, _, _) = Windows.Batch([ids]);
        var corruption = new Corruption(Corruption.Swap, Windows);
        var moved = 0.0;
        const int Draws = 2000;
        for (var draw = 0UL; draw < Draws; draw++)
        {
            var damaged = corruption.Apply(x, [ids], 0.05, new Rng(draw));
            var order = Enumerable.Range(0, Words).Select(t => ids.First(id => Windows.Table[id].SequenceEqual(Row(damaged, 0, t)))).ToArray();
            Assert.Equal(ids, order.Order());
            Assert.InRange(order.Zip(ids, (now, then) => Math.Abs(now - then)).Max(), 0, 1);
            moved += order.Zip(ids, (now, then) => now != then ? 0.5 : 0).Sum();
        }
        Assert.Equal(0.05 * Words / 2, moved / Draws, 0.01);
    }

    // The words of all windows before and after, over many draws.
    static List<(float[] Before, float[] After)> Content(string kind, double strength)
    {
        var (texts, x, lengths) = All();
        var corruption = new Corruption(kind, Windows);
        var pairs = new List<(float[], float[])>();
        for (var draw = 0UL; draw < 100; draw++)
        {
            var damaged = corruption.Apply(x, texts, strength, new Rng(draw));
            for (var i = 0; i < texts.Length; i++)
                for (var t = 0; t < lengths[i]; t++)
                    if (!IsEnd(texts[i][t])) pairs.Add((Row(x, i, t), Row(damaged, i, t)));
        }
        return pairs;
    }

    static (int[][] Texts, Tensor X, int[] Lengths) All()
    {
        var texts = Windows.Texts([.. Enumerable.Range(0, Windows.Count)]);
        var (x, lengths, _) = Windows.Batch(texts);
        return (texts, x, lengths);
    }

    static bool IsEnd(int id) => Windows.Table.Vocabulary.Tokens[id] is Marker.Start or Marker.End;

    static float[] Row(Tensor x, int text, int t) => x.Span.Slice(((text * x.Dim(1)) + t) * Width, Width).ToArray();

    // Two poems of different words, whose vectors' components have different scales and means.
    static PoetryWindows Make()
    {
        string[] words = [.. Enumerable.Range(0, Words).Select(i => $"w{i:00}")];
        string[][] poems = [words[..25], words[20..]];
        var vocabulary = Vocabulary.Build([words]);
        var rng = new Rng(1);
        var values = new float[vocabulary.Count * Width];
        for (var i = Width; i < values.Length; i++) values[i] = ((1 + (i % Width)) * rng.NextNormal()) + 3;
        var chunker = new Chunker(window: 10, overlap: 2);
        var chunks = poems.Index().SelectMany(poem => chunker.Cut(poem.Item, poem.Index)).ToArray();
        return new PoetryWindows(chunks, [.. chunks.Select(chunk => vocabulary.Encode(Chunker.Frame(poems[chunk.Poem])))], new EmbeddingTable(vocabulary, values), chunker.Window);
    }
}
