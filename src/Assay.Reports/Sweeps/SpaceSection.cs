using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>A sampled space: how the best was found, what decides the result, and what each parameter does.</summary>
static class SpaceSection
{
    const int Strands = 250;
    const int Effects = 8;
    const int Shares = 10;
    const double Predictable = 0.1;

    // Fixed, so that the same results give the same report each time.
    const ulong Seed = 1;

    public static void Write(Document document, SweepPlan plan, PhaseAnalysis phase)
    {
        WriteProgress(document, plan, phase);
        if (SpaceTable.Of(plan, phase) is not { } space) return;
        WriteParallel(document, plan, phase, space);
        var order = WriteImportance(document, plan, phase, space);
        WriteEffects(document, plan, phase, space, order);
    }

    static void WriteProgress(Document document, SweepPlan plan, PhaseAnalysis phase)
    {
        const int Fewest = 8;
        const int Dots = 600;
        var (runs, best) = (0, (SweepGroup?)null);
        List<double> x = [], y = [], low = [], high = [], dotsX = [], dotsY = [];
        foreach (var group in phase.Groups.OrderBy(group => group.Trials[0].Number))
        {
            runs += group.Replicates.Count;
            if (group.Finished.Count == 0) continue;
            var mean = phase.Scores[group].Values.Average();
            dotsX.Add(runs);
            dotsY.Add(mean);
            if (phase.Ranked.Contains(group) && (best is null || plan.Loss(mean) < plan.Loss(phase.Scores[best].Values.Average()))) best = group;
            if (best is null) continue;
            x.Add(runs);
            y.Add(phase.Scores[best].Values.Average());
            low.Add(best.Finished.Min());
            high.Add(best.Finished.Max());
        }

        if (x.Count < Fewest) return;
        var limit = Limit(plan, dotsY);
        var every = (dotsX.Count + Dots - 1) / Dots;
        var kept = Enumerable.Range(0, dotsX.Count).Where(dot => plan.Loss(dotsY[dot]) <= limit && dot % every == 0).ToList();
        document.Figure($"The line is the best mean so far among configurations with all their seeds, the band reaches from the best to the worst seed of it. Dots are the means of all configurations{Left(dotsX.Count - dotsY.Count(value => plan.Loss(value) <= limit))}.",
            ($"{phase.Phase.Name}-progress", new LineChart
            {
                Title = "Best so far",
                XTitle = "trainings",
                YTitle = plan.Metric,
                Series = [new ChartSeries("best so far", x, y) { Limits = (low, high) }, new ChartSeries("each configuration", [.. kept.Select(dot => dotsX[dot])], [.. kept.Select(dot => dotsY[dot])]) { Mark = SeriesMark.Dots }],
                PlotHeight = 220,
            }));
    }

    static void WriteParallel(Document document, SweepPlan plan, PhaseAnalysis phase, SpaceTable space)
    {
        const int Most = 9;
        var every = (space.Groups.Count + Strands - 1) / Strands;
        var shown = Enumerable.Range(0, space.Groups.Count).Where(group => group % every == 0 || group < 20).ToList();
        var columns = Enumerable.Range(0, Math.Min(Most, space.Parameters.Count)).ToList();
        document.Figure($"Every line is a configuration{(every > 1 ? $"; the best 20 and one of {every} of the others are drawn" : "")}, coloured by its mean; the best lie on top, and colours end where the worst tenth begins."
            + (space.Parameters.Count > Most ? $" {space.Parameters.Count - Most} parameters are left out." : ""),
            ($"{phase.Phase.Name}-parallel", new ParallelChart
            {
                Title = "Configurations and their results",
                ResultTitle = plan.Metric,
                LessIsBetter = plan.Goal == Goal.Minimize,
                Axes = [.. columns.Select(column => new ParallelAxis(space.Parameters[column].Name, SpaceTable.IsLog(space.Parameters[column]), SpaceTable.Choices(space.Parameters[column])))],
                Lines = [.. shown.Select(group => columns.Select(column => space.Rows[group][column]).ToArray())],
                Results = [.. shown.Select(group => space.Results[group])],
                Tips = [.. shown.Select(group => $"{space.Groups[group].Label}: {Numbers.Format(space.Results[group])}")],
            }));
    }

    /// <summary>Draws the shares and returns the parameters in the order of theirs.</summary>
    static IReadOnlyList<int> WriteImportance(Document document, SweepPlan plan, PhaseAnalysis phase, SpaceTable space)
    {
        var all = Enumerable.Range(0, space.Parameters.Count).ToList();
        document.Heading("Importance of parameters", 3);
        if (space.Groups.Count < ParameterImportance.FewestTrials)
        {
            Missing.Write(document, $"{SweepVerdict.Count(space.Groups.Count, "configuration")} with a result; at least {ParameterImportance.FewestTrials} are needed to say which parameters decide.");
            return all;
        }

        var importance = ParameterImportance.Of(space.ForImportance(), space.Rows, space.Results, Seed);
        if (importance.Explained < Predictable)
        {
            document.Paragraph($"A forest grown from half of the configurations predicts {SourcesSection.Percent(Math.Max(0, importance.Explained))} of the variance of the other half: which parameters decide cannot be told from {space.Groups.Count} configurations.");
            return all;
        }

        var bars = importance.Main.Concat(importance.Pairs.Where(pair => pair.Share.Low > 0.01).Take(4)).Take(Shares + 4)
            .Select(share => new Bar(share.With is null ? share.Parameter : $"{share.Parameter} × {share.With}", Math.Round(share.Share.Value, 3), share.With is null ? 0 : 1) { Limits = (share.Share.Low, share.Share.High) }).ToList();
        document.Figure($"Share of the variance of {plan.Metric} over the whole space that a parameter decides alone, and two decide together beyond that (functional analysis of variance of regression forests, each share from two halves of the {importance.Trials} configurations, "
            + $"so that what has no effect is near 0; lines: what drawing configurations again changes). A forest predicts {SourcesSection.Percent(importance.Explained)} of the variance of configurations that it has not seen.",
            ($"{phase.Phase.Name}-importance", new BarChart { Title = "What decides the result", ValueTitle = "share of variance", Bars = bars }));
        var names = space.Parameters.Select(parameter => parameter.Name).ToList();
        return [.. importance.Main.Select(share => names.IndexOf(share.Parameter))];
    }

    static void WriteEffects(Document document, SweepPlan plan, PhaseAnalysis phase, SpaceTable space, IReadOnlyList<int> order)
    {
        const int Fewest = 4;
        if (space.Groups.Count < Fewest) return;
        var limit = Limit(plan, space.Results);
        var kept = Enumerable.Range(0, space.Groups.Count).Where(group => plan.Loss(space.Results[group]) <= limit).ToList();
        var charts = order.Take(Effects).Select((column, index) =>
        {
            var parameter = space.Parameters[column];
            var points = kept.Where(group => !double.IsNaN(space.Rows[group][column])).Select(group => (X: space.Rows[group][column], Y: space.Results[group])).OrderBy(point => point.X).ToList();
            var every = (points.Count + 399) / 400;
            return ($"{phase.Phase.Name}-effect-{index + 1}", (Chart)new EffectChart
            {
                Title = parameter.Name,
                Width = 430,
                XTitle = parameter.Name,
                YTitle = plan.Metric,
                Log = SpaceTable.IsLog(parameter),
                Choices = SpaceTable.Choices(parameter),
                X = [.. points.Where((_, point) => point % every == 0).Select(point => point.X)],
                Y = [.. points.Where((_, point) => point % every == 0).Select(point => point.Y)],
                Means = Means(points, SpaceTable.IsLog(parameter)),
            });
        }).ToList();
        document.Figure($"Every dot is the mean of a configuration{Left(space.Groups.Count - kept.Count)}; orange are means of neighbours with Student's 95 % interval. A sampler that learns crowds where results are good, so these means are not those of an even search."
            + (order.Count > Effects ? $" The {Effects} parameters of largest share are shown." : ""), charts);
    }

    // Each value by itself where there are few, else about equally many neighbours.
    static IReadOnlyList<(double X, Interval Mean)> Means(List<(double X, double Y)> points, bool log)
    {
        const int Groups = 6;
        var values = points.Select(point => point.X).Distinct().Count();
        var groups = values <= Groups ? points.GroupBy(point => point.X).Select(group => group.ToList()).ToList()
            : [.. points.Chunk(Math.Max(3, (points.Count + Groups - 1) / Groups)).Select(chunk => chunk.ToList())];
        return [.. groups.Select(group => (log ? Math.Exp(group.Average(point => Math.Log(point.X))) : group.Average(point => point.X), StudentInterval.Of([.. group.Select(point => point.Y)])))];
    }

    // Losses beyond it are not drawn: a few very bad ones would leave no room to the others.
    static double Limit(SweepPlan plan, IReadOnlyList<double> values)
    {
        double[] losses = [.. values.Select(plan.Loss)];
        if (losses.Length < 10) return double.PositiveInfinity;
        var (median, ninth) = (Quantiles.Of(losses, 0.5), Quantiles.Of(losses, 0.9));
        return Math.Max(ninth, median + 3 * (median - losses.Min()));
    }

    static string Left(int count) => count > 0 ? $" ({count} far worse ones are left out)" : "";
}
