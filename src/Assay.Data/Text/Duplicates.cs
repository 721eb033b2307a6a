namespace Assay.Data.Text;

/// <summary>Poems that are, or largely contain, one another: on two sides of a split they would be a leak.</summary>
public static class Duplicates
{
    const int RunLength = 5;

    /// <summary>
    /// Groups of poems that share at least <paramref name="share"/> of the shorter one's runs of five words. Case, punctuation and breaks
    /// do not count. A poem of fewer than five words shares only with an equal one.
    /// </summary>
    /// <param name="poems">Each poem's tokens.</param>
    /// <param name="share">The part of the shorter one's runs, 0 to 1.</param>
    /// <returns>The groups of two or more, places in ascending order.</returns>
    public static List<int[]> Find(IReadOnlyList<IReadOnlyList<string>> poems, double share = 0.5)
    {
        ArgumentNullException.ThrowIfNull(poems);
        var runs = poems.Select(Runs).ToArray();
        var holders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var parent = Enumerable.Range(0, poems.Count).ToArray();
        for (var poem = 0; poem < poems.Count; poem++)
        {
            var shared = new Dictionary<int, int>();
            foreach (var run in runs[poem])
            {
                if (!holders.TryGetValue(run, out var others)) holders[run] = others = [];
                foreach (var other in others) shared[other] = shared.GetValueOrDefault(other) + 1;
                others.Add(poem);
            }
            foreach (var (other, count) in shared)
                if (count >= share * Math.Min(runs[poem].Count, runs[other].Count)) parent[Root(poem)] = Root(other);
        }
        return [.. Enumerable.Range(0, poems.Count).GroupBy(Root).Where(group => group.Count() > 1).Select(group => group.ToArray())];

        int Root(int poem)
        {
            while (parent[poem] != poem) poem = parent[poem] = parent[parent[poem]];
            return poem;
        }
    }

    static HashSet<string> Runs(IReadOnlyList<string> tokens)
    {
        var words = tokens.Where(token => token.Any(char.IsLetterOrDigit) && !Marker.All.Contains(token)).Select(token => token.ToLowerInvariant()).ToArray();
        var runs = new HashSet<string>(StringComparer.Ordinal);
        if (words.Length is > 0 and < RunLength) runs.Add(string.Join(' ', words));
        for (var i = 0; i + RunLength <= words.Length; i++) runs.Add(string.Join(' ', words[i..(i + RunLength)]));
        return runs;
    }
}
