using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class ItemScoresTests
{
    static readonly ItemScores Scores = new(
        "poem", "test", ["17 The Ferry", "40 \"Salt\""],
        new Dictionary<string, double[]> { ["test/cosine"] = [0.1, double.NaN], ["test/mse"] = [1e-9, double.PositiveInfinity] },
        new Dictionary<string, IReadOnlyDictionary<string, double[]>>
        {
            ["mean vector"] = new Dictionary<string, double[]> { ["test/cosine"] = [-0.5, 0.3] },
        });

    [Fact]
    public void EveryFieldComesBack()
    {
        using var folder = new TemporaryFolder();
        Scores.Write(folder.Path);
        var read = ItemScores.Read(folder.Path)!;

        Assert.Equal((Scores.Format, Scores.Unit, Scores.Split), (read.Format, read.Unit, read.Split));
        Assert.Equal(Scores.Items, read.Items);
        Assert.Equal(Scores.Metrics, read.Metrics);
        Assert.Equal(Scores.Baselines["mean vector"], read.Baselines["mean vector"]);
    }

    [Fact]
    public void ARunWithoutThemHasNone()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(ItemScores.Read(folder.Path));
    }

    [Theory]
    [InlineData("{", ":1:")]
    [InlineData("{}", "a field is missing")]
    [InlineData("null", "null instead of an object")]
    [InlineData("""{"format":2,"unit":"poem","split":"test","items":[],"metrics":{},"baselines":{}}""", "format 2")]
    [InlineData("""{"unit":"poem","split":"test","items":["a"],"metrics":{"m":[1,2]},"baselines":{}}""", "'m' has 2 values for 1 items")]
    [InlineData("""{"unit":"poem","split":"test","items":["a"],"metrics":{},"baselines":{"zero":{"m":[]}}}""", "baseline 'zero' has 0 values")]
    [InlineData("""{"unit":"poem","split":"test","items":["a","a"],"metrics":{},"baselines":{}}""", "'a' is there 2 times")]
    [InlineData("""{"unit":"poem","split":"test","items":["a"],"metrics":{"m":["x"]},"baselines":{}}""", ":1:")]
    [InlineData("""{"unit":"poem","split":"test","items":["a"],"metrics":{"m":null},"baselines":{}}""", "'m' has no values")]
    [InlineData("""{"unit":"poem","split":"test","items":["a"],"metrics":{},"baselines":{"zero":null}}""", "baseline 'zero' has no metrics")]
    [InlineData("""{"unit":"poem","split":"test","items":["a"],"metrics":{},"baselines":{},"weights":[1,2]}""", "2 weights for 1 items")]
    [InlineData("""{"unit":"poem","split":"test","items":["a"],"metrics":{},"baselines":{},"weights":[0]}""", "an item counts for 0")]
    public void DamagedFilesAreNamedWithTheirProblem(string text, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("items.json"), text);
        var error = Assert.Throws<InvalidDataException>(() => ItemScores.Read(folder.Path));

        Assert.Contains("items.json", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Fact]
    public void ListsThatDoNotBelongTogetherAreNotWritten()
    {
        using var folder = new TemporaryFolder();
        var wrong = Scores with { Items = ["one"] };

        Assert.Contains("has 2 values for 1 items", Assert.Throws<ArgumentException>(() => wrong.Write(folder.Path)).Message);
        Assert.False(File.Exists(folder.File("items.json")));
    }
}
