using Assay.Data.Text;
using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>Scores of each held-out poem, of a model and of its baselines.</summary>
static class PoemScores
{
    const int TitleLength = 40;

    /// <param name="data">Whose test poems count.</param>
    /// <param name="predictors">The model first, then baselines, all scored on the test windows.</param>
    public static ItemScores Of(PoetryData data, IReadOnlyList<(string Name, TokenScores Scores)> predictors)
    {
        int[] poems = [.. data.Test.Chunks.Select(chunk => chunk.Poem).Distinct()];
        var places = poems.Index().ToDictionary(poem => poem.Item, poem => poem.Index);
        int[] groups = [.. data.Test.Chunks.Select(chunk => places[chunk.Poem])];
        return new ItemScores("poem", "test", [.. poems.Select(poem => Name(data, poem))], Of(predictors[0].Scores),
            predictors.Skip(1).ToDictionary(predictor => predictor.Name, predictor => Of(predictor.Scores)));

        IReadOnlyDictionary<string, double[]> Of(TokenScores scores) =>
            scores.ByGroup(groups, poems.Length).ToDictionary(metric => $"test/{metric.Key}", metric => metric.Value);
    }

    /// <summary>What a poem is called: its number in its corpus, counted from 1, and its title or how it begins.</summary>
    public static string Name(PoetryData data, int poem)
    {
        var (text, title) = (data.Poems[poem].Text, data.Poems[poem].Title);
        var words = string.Join(' ', (string.IsNullOrWhiteSpace(title) ? text.Trim().Split('\n')[0] : title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"{poem + 1} {(words.Length > TitleLength ? words[..TitleLength].TrimEnd() + "..." : words)}";
    }
}
