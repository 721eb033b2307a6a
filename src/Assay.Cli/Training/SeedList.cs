namespace Assay.Cli;

/// <summary>Reads which seeds a training is repeated with.</summary>
static class SeedList
{
    const int Most = 1000;

    /// <summary>
    /// Of "5" the five seeds that begin with <paramref name="first"/>; of "3,4,5" those three. None where nothing was asked for.
    /// </summary>
    /// <exception cref="UsageException">It is neither, a seed is there twice, or both a list and a first seed were given.</exception>
    public static IReadOnlyList<long> Parse(string? text, long first, bool firstGiven)
    {
        if (text is null) return [];
        if (!text.Contains(','))
        {
            var count = WholeNumber.Parse("--seeds", text, 2, Most);
            if (first > long.MaxValue - count) throw new UsageException($"--seed is '{first}'; needed: room for {count} seeds after it");
            return [.. Enumerable.Range(0, (int)count).Select(index => first + index)];
        }

        return firstGiven ? throw new UsageException("--seed and a list of --seeds are given; needed: one of them") : List(text);
    }

    /// <summary>Of "5" the seeds 1 to 5; of "3,4,5" those three; of "7," that one.</summary>
    /// <exception cref="UsageException">It is neither, or a seed is there twice.</exception>
    public static IReadOnlyList<long> Of(string text) => text.Contains(',')
        ? List(text.TrimEnd(','))
        : [.. Enumerable.Range(1, (int)WholeNumber.Parse("--seeds", text, 1, Most)).Select(seed => (long)seed)];

    static List<long> List(string text)
    {
        List<long> seeds = [.. text.Split(',').Select(part => WholeNumber.Parse("--seeds", part.Trim(), 0, long.MaxValue))];
        var twice = seeds.GroupBy(seed => seed).FirstOrDefault(group => group.Count() > 1);
        return twice is null && seeds.Count <= Most
            ? seeds
            : throw new UsageException(twice is null ? $"--seeds has {seeds.Count} seeds; needed: at most {Most}" : $"--seeds has seed {twice.Key} twice; needed: each once");
    }
}
