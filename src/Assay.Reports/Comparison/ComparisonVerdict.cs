namespace Assay.Reports;

/// <summary>The verdict of a run that stands for several, for studies whose models are ranked and for all others.</summary>
public static class ComparisonVerdict
{
    /// <summary>What members trained once say: the ranking where the study has one, else what the study concluded.</summary>
    public static string Of(IReadOnlyList<RunGroup> groups, string concluded) => PredictionRanking.Of(groups)?.Sentence ?? concluded;

    /// <summary>What trainings repeated with several seeds say.</summary>
    /// <param name="groups">The members, each with its seeds.</param>
    /// <param name="first">What the study concluded from the first seed alone, or null.</param>
    public static string OverSeeds(IReadOnlyList<RunGroup> groups, string? first) =>
        PredictionRanking.Of(groups)?.Sentence ?? (first is null ? SeedTable.Sentence(groups) : $"{SeedTable.Sentence(groups)} {first}");
}
