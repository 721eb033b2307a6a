namespace Assay.Reports;

/// <summary>How far apart runs ended, measured by the judged metric and held against the weakest baseline, in words.</summary>
sealed class Spread
{
    // Differences below this share of the weakest baseline's distance from perfect are called none.
    const double Negligible = 0.05;

    public Spread(IReadOnlyList<ReportedRun> runs, RunDifference difference)
    {
        var judged = runs[0].JudgedBy;
        var scored = runs.Select((r, i) => (Label: difference.Labels[i], Value: r.BestJudged, Distance: judged.Distance(r.BestJudged)))
            .Where(r => double.IsFinite(r.Value)).ToList();
        if (runs.Any(r => r.JudgedBy != judged))
        {
            (Tone, Title) = (Tone.Info, "The runs are judged by different metrics: there is nothing to compare.");
            return;
        }
        if (scored.Count < 2)
        {
            (Tone, Title) = (Tone.Info, $"Only {scored.Count} of {runs.Count} runs have a {judged.Name}: there is nothing to compare.");
            return;
        }
        var (best, worst) = (scored.MinBy(r => r.Distance), scored.MaxBy(r => r.Distance));
        var weakest = runs.Select(r => r.WeakestBaseline).FirstOrDefault(b => b is { } baseline && judged.Distance(baseline.Value) > 0);
        var scale = weakest is { } w ? judged.Distance(w.Value) : double.NaN;
        var apart = worst.Distance - best.Distance;
        var what = difference.Settings.Count == 1 ? $"Changing {difference.Settings[0]}"
            : difference.Settings.Count == 0 ? "Changing the seed" : "What differs between these runs";
        var nothingLearned = best.Distance >= ReportedRun.NothingLearned * scale;
        if (apart <= Negligible * scale && (nothingLearned || apart <= 0.1 * best.Distance))
            (Tone, Title) = (nothingLearned ? Tone.Warning : Tone.Info, $"{what} changes {(apart == 0 || nothingLearned ? "nothing" : "next to nothing")}.");
        else
            (Tone, Title) = (Tone.Info,
                $"{best.Label} is best, with {Numbers.Format(best.Value)} against {Numbers.Format(worst.Value)} for {worst.Label}.");

        var lines = new List<string>
        {
            $"{judged.Name}, best checkpoint where there is one: {string.Join("; ", scored.Select(r => $"{r.Label}: {Numbers.Format(r.Value)}"))}.",
            $"Spread from best to worst: {Numbers.Format(apart)}" + (weakest is null
                ? ". No baseline was measured, so this has no scale."
                : $", which is {Numbers.Format(100 * apart / scale)} % of the distance of {weakest.Value.Name} ({Numbers.Format(weakest.Value.Value)}) from {Numbers.Format(judged.Perfect)}."),
        };
        var margin = Numbers.Format(100 * (1 - ReportedRun.NothingLearned));
        if (nothingLearned) lines.Add($"No run is better than {weakest!.Value.Name} by more than {margin} %: none has learned anything.");
        if (runs.Select(r => r.Record.Seed).Distinct().Count() == 1)
            lines.Add("All runs used the same seed: how much another seed would change is not known from these runs.");
        if (scored.Count < runs.Count)
            lines.Add($"{runs.Count - scored.Count} of {runs.Count} runs have no finite {judged.Name} and are left out.");
        Lines = lines;
    }

    public Tone Tone { get; }
    public string Title { get; }
    public IReadOnlyList<string> Lines { get; } = [];
}
