using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>The watched metric by epoch: the mean of each configuration over its seeds, and how far they reach.</summary>
static class CurveFigure
{
    const int Lines = 6;
    const int Points = 150;

    public static void Write(Document document, SweepPlan plan, PhaseAnalysis phase)
    {
        var shown = phase.Phase.Configurations.Count is > 0 and <= Lines ? phase.Groups : [.. phase.Ranked.Take(Lines)];
        var series = shown.Select(Series).OfType<ChartSeries>().ToList();
        if (series.Count == 0) return;
        var watched = plan.Watch ?? plan.Metric;
        var cut = Cut(plan, series);
        document.Figure($"Mean over the seeds that finished, as far as all of them were trained; the band reaches from the lowest to the highest{(cut.Changed ? "; what lies far off at the beginning is cut" : "")}{(shown.Count < phase.Groups.Count ? $". The best {shown.Count} configurations" : "")}.",
            ($"{phase.Phase.Name}-curves", new LineChart { Title = $"{watched} by epoch", XTitle = "epoch", YTitle = watched, Series = cut.Series, PlotHeight = 240 }));
    }

    // A training often begins so far off that nothing of what follows could be seen: points are left out that are further off than twice the range of the second half.
    static (IReadOnlyList<ChartSeries> Series, bool Changed) Cut(SweepPlan plan, List<ChartSeries> series)
    {
        var later = series.SelectMany(one => one.Y.Skip(one.Y.Count / 2)).Select(plan.Loss).ToList();
        var limit = later.Max() + 2 * Math.Max(later.Max() - later.Min(), 0.02 * Math.Abs(later.Max()));
        var changed = false;
        var cut = series.ConvertAll(one =>
        {
            var from = one.Y.TakeWhile(value => plan.Loss(value) > limit).Count();
            changed |= from > 0;
            return from == 0 ? one : new ChartSeries(one.Name, [.. one.X.Skip(from)], [.. one.Y.Skip(from)])
            {
                Limits = one.Limits is { } limits ? ([.. limits.Low.Skip(from)], [.. limits.High.Skip(from)]) : null,
            };
        });
        return (cut, changed);
    }

    static ChartSeries? Series(SweepGroup group)
    {
        var curves = group.Ended(TrialState.Finished).Where(replicate => replicate.Curve.Count > 1)
            .Select(replicate => replicate.Curve.Where(point => double.IsFinite(point.Value)).DistinctBy(point => point.Epoch).ToDictionary(point => point.Epoch, point => point.Value)).ToList();
        if (curves.Count == 0) return null;
        var epochs = curves[0].Keys.Where(epoch => curves.TrueForAll(curve => curve.ContainsKey(epoch))).Order().ToList();
        if (epochs.Count < 2) return null;
        var every = (epochs.Count + Points - 1) / Points;
        epochs = [.. epochs.Where((_, index) => index % every == 0 || index == epochs.Count - 1)];
        var values = epochs.ConvertAll(epoch => curves.ConvertAll(curve => curve[epoch]));
        return new ChartSeries(group.Label, [.. epochs.Select(epoch => (double)epoch)], values.ConvertAll(all => all.Average()))
        {
            Limits = curves.Count > 1 ? (values.ConvertAll(all => all.Min()), values.ConvertAll(all => all.Max())) : null,
        };
    }
}
