using Assay.Data;
using Assay.Data.Text;

namespace Assay.Tests.Data;

public class DocumentSplitTests
{
    [Fact]
    public void EveryPoemIsOnOneSide()
    {
        var split = DocumentSplit.Draw(100, 0.1, 0.2, seed: 4);

        Assert.Equal((70, 10, 20), (split.Train.Count, split.Valid.Count, split.Test.Count));
        Assert.Equal(Enumerable.Range(0, 100), split.Train.Concat(split.Valid).Concat(split.Test).Order());
    }

    [Fact]
    public void ASeedIsASplit()
    {
        Assert.Equal(DocumentSplit.Draw(50, 0.2, 0.2, 4).Test, DocumentSplit.Draw(50, 0.2, 0.2, 4).Test);
        Assert.NotEqual(DocumentSplit.Draw(50, 0.2, 0.2, 4).Test, DocumentSplit.Draw(50, 0.2, 0.2, 5).Test);
    }

    [Fact]
    public void PoemsThatBelongTogetherStayTogether()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var split = DocumentSplit.Draw(20, 0.2, 0.2, seed, [[0, 7, 19], [3, 4]]);
            foreach (var group in new int[][] { [0, 7, 19], [3, 4] })
                Assert.Single(new[] { split.Train, split.Valid, split.Test }, side => group.All(side.Contains));
        }
    }

    [Theory]
    [InlineData(2, 0.2, 0.2)]
    [InlineData(20, 0, 0.2)]
    [InlineData(20, 0.5, 0.5)]
    public void ImpossibleSplitsAreRefused(int count, double valid, double test) => Assert.Throws<ArgumentException>(() => DocumentSplit.Draw(count, valid, test, 1));

    [Fact]
    public void PoemsThatRepeatOneAnotherAreFound()
    {
        var tokenizer = new Tokenizer();
        string[] texts =
        [
            "The tide came in and took the chairs, the table and the lamp.",
            "A wholly different text about bread, salt and winter mornings.",
            "the TIDE came in\nand took the chairs -- the table and the lamp",
            "word",
            "Word!",
            "Before it: the tide came in and took the chairs, the table and the lamp. After it, nothing that anyone would want.",
        ];

        var groups = Duplicates.Find([.. texts.Select(tokenizer.Tokenize)]);

        Assert.Equal([[0, 2, 5], [3, 4]], groups);
    }
}
