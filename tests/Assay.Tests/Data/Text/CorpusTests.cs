using Assay.Data.Text;

namespace Assay.Tests.Data.Text;

public class CorpusTests
{
    static readonly IReadOnlyList<Poem> Poems = Corpus.Poems();
    static readonly IReadOnlyList<IReadOnlyList<string>> Tokens = [.. Poems.Select(poem => new Tokenizer().Tokenize(poem.Text))];

    [Fact]
    public void HoldsPoemsOfManyFormsEachWithATitleOfItsOwn()
    {
        Assert.Equal(264, Poems.Count);
        Assert.Equal(264, Poems.Select(poem => poem.Title).Distinct().Count());
        Assert.All(Poems, poem => Assert.InRange(poem.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Length, 40, 250));
        Assert.True(Poems.Select(poem => poem.Form).Distinct().Count() >= 12);
        Assert.All(Poems, poem => Assert.False(string.IsNullOrEmpty(poem.Form)));
    }

    [Theory]
    [InlineData("sonnet", 14)]
    [InlineData("villanelle", 19)]
    public void FormsHaveTheirLines(string form, int lines) =>
        Assert.All(Poems.Where(poem => poem.Form == form), poem => Assert.Equal(lines, poem.Text.Split('\n').Count(line => line.Length > 0)));

    [Fact]
    public void NoPoemRepeatsAnother() => Assert.Empty(Duplicates.Find(Tokens));

    [Fact]
    public void WindowsLoseNothing()
    {
        var chunker = new Chunker();
        Assert.All(Tokens.Index(), poem => Assert.Equal(1.0, Chunker.Coverage(chunker.Cut(poem.Item, poem.Index))));
    }

    [Fact]
    public void EveryTokenIsInTheVocabulary()
    {
        var vocabulary = Vocabulary.Build(Tokens);
        Assert.All(Tokens, tokens => Assert.DoesNotContain(1, vocabulary.Encode(tokens)));
        Assert.InRange(vocabulary.Count, 3000, 8000);
    }
}
