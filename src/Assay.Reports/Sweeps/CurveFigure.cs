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
        document.Figure($"Mean over the seeds that finished, as far as all of them were trained; the band reaches from the lowest to the highest{(shown.Count < phase.Groups.Count ? $". The best {shown.Count} configurations" : "")}.",
            ($"{phase.Phase.Name}-curves", new LineChart { Title = $"{watched} by epoch", XTitle = "epoch", YTitle = watched, Series = series, PlotHeight = 240 }));
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
