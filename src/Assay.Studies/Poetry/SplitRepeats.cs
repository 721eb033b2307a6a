using Assay.Data.Text;

namespace Assay.Studies.Poetry;

/// <summary>How much of the held-out poems stands in the training poems word for word: what a model could have learned by heart.</summary>
static class SplitRepeats
{
    const int Run = 5;

    /// <summary>Of each poem of one side, the share of its runs of five words that the other side has too.</summary>
    /// <param name="held">Windows that are judged.</param>
    /// <param name="train">Windows that were trained on.</param>
    /// <returns>Poems with such runs, the largest share first.</returns>
    public static IReadOnlyList<(int Poem, double Share)> Find(PoetryWindows held, PoetryWindows train)
    {
        var known = Runs(train).SelectMany(poem => poem.Value).ToHashSet(StringComparer.Ordinal);
        return [.. Runs(held).Where(poem => poem.Value.Count > 0)
            .Select(poem => (poem.Key, Share: poem.Value.Count(known.Contains) / (double)poem.Value.Count))
            .Where(poem => poem.Share > 0).OrderByDescending(poem => poem.Share)];
    }

    // Of words alone: punctuation and breaks between them do not count.
    static Dictionary<int, HashSet<string>> Runs(PoetryWindows windows)
    {
        var tokens = windows.Table.Vocabulary.Tokens;
        var runs = new Dictionary<int, HashSet<string>>();
        foreach (var (window, chunk) in windows.Chunks.Index())
        {
            if (!runs.TryGetValue(chunk.Poem, out var poem)) runs[chunk.Poem] = poem = new HashSet<string>(StringComparer.Ordinal);
            string[] words = [.. windows.Ids[window].Where(id => id >= Marker.All.Count).Select(id => tokens[id]).Where(word => word.Any(char.IsLetterOrDigit))];
            for (var i = 0; i + Run <= words.Length; i++) poem.Add(string.Join(' ', words[i..(i + Run)]));
        }
        return runs;
    }
}
