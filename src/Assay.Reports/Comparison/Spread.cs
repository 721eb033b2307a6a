namespace Assay.Reports;

/// <summary>How far apart runs ended, measured by the frozen test error and held against the zero predictor, in words.</summary>
sealed class Spread
{
    // Differences below this share of the zero predictor's error are called none.
    const double Negligible = 0.05;

    public Spread(IReadOnlyList<ReportedRun> runs, RunDifference difference)
    {
        var scored = runs.Select((r, i) => (Label: difference.Labels[i], Error: r.BestJudged, Run: r))
            .Where(r => double.IsFinite(r.Error)).ToList();
        if (scored.Count < 2)
        {
            (Tone, Title) = (Tone.Info,
                $"Only {scored.Count} of {runs.Count} runs have a {ReportedRun.Judged}: there is nothing to compare.");
            return;
        }
        var (best, worst) = (scored.MinBy(r => r.Error), scored.MaxBy(r => r.Error));
        var zero = scored.Select(r => r.Run.Zero(ReportedRun.Judged)).FirstOrDefault(z => z > 0, double.NaN);
        var distance = worst.Error - best.Error;
        var what = difference.Settings.Count == 1 ? $"Changing {difference.Settings[0]}" : "What differs between these runs";
        var nothingLearned = best.Error >= ReportedRun.NothingLearned * zero;
        if (distance <= Negligible * zero && (nothingLearned || distance <= 0.1 * best.Error))
            (Tone, Title) = (nothingLearned ? Tone.Warning : Tone.Info, $"{what} changes nothing.");
        else
            (Tone, Title) = (Tone.Info,
                $"{best.Label} is best, with {Numbers.Format(best.Error)} against {Numbers.Format(worst.Error)} for {worst.Label}.");

        var lines = new List<string>
        {
            "Frozen test error, best checkpoint where there is one: "
                + $"{string.Join("; ", scored.Select(r => $"{r.Label}: {Numbers.Format(r.Error)}"))}.",
            $"Spread from best to worst: {Numbers.Format(distance)}" + (double.IsNaN(zero)
                ? ". No zero baseline was measured, so this has no scale."
                : $", which is {Numbers.Format(100 * distance / zero)} % of the zero predictor's {Numbers.Format(zero)}."),
        };
        var margin = Numbers.Format(100 * (1 - ReportedRun.NothingLearned));
        if (nothingLearned) lines.Add($"No run is better than predicting zero by more than {margin} %: none has learned anything.");
        if (runs.Select(r => r.Record.Seed).Distinct().Count() == 1)
            lines.Add("All runs used the same seed: how much another seed would change is not known from these runs.");
        if (scored.Count < runs.Count)
            lines.Add($"{runs.Count - scored.Count} of {runs.Count} runs have no finite test error and are left out.");
        Lines = lines;
    }

    public Tone Tone { get; }
    public string Title { get; }
    public IReadOnlyList<string> Lines { get; } = [];
}
