using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>What the model before training has to do with the result.</summary>
static class StartSection
{
    const int Dots = 1500;
    const int Named = 7;

    public static void Write(Document document, SweepPlan plan, IReadOnlyList<PhaseAnalysis> phases)
    {
        if (plan.Start is not { } start) return;
        document.Heading("Start and result");
        var correlations = StartCorrelation.Of(plan, phases);
        if (correlations.Count == 0)
        {
            Missing.Write(document, $"No training knows its {start}, so nothing can be said about how it decides the result.");
            return;
        }

        document.Table([new Column("Phase"), Column.Number("Trainings"), Column.Number("Within a configuration (95 %)"), Column.Number("Across configurations (95 %)"), new Column("Verdict")],
            [.. correlations.Select(one => (IReadOnlyList<string>)[one.Phase.Phase.Name, Numbers.Count(one.Trainings), Text(one.Within), Text(one.Across), one.Word])]);
        document.Paragraph($"Pearson's correlation of {start} with {plan.Metric}. Within a configuration only seeds differ; as many degrees of freedom are taken off as there are configurations, "
            + "and starts that come back in several configurations count once. Across configurations it is that of their means.");
        var dots = phases.SelectMany(phase => phase.Groups.Select(group => (phase, group, Pairs: StartCorrelation.Pairs(group, start))))
            .SelectMany(one => one.Pairs.X.Zip(one.Pairs.Y).Select(pair => (one.phase.Phase.Name, one.group.Label, X: pair.First, Y: pair.Second))).ToList();
        var every = (dots.Count + Dots - 1) / Dots;
        var shown = dots.Where((_, index) => index % every == 0).ToList();
        document.Figure($"Every dot is a training{(every > 1 ? $"; one of {every} is drawn" : "")}. {start} from left to right, {plan.Metric} upwards.",
            ("start-result", new ScatterChart
            {
                Title = "Result against start",
                XTitle = start,
                YTitle = plan.Metric,
                X = [.. shown.Select(dot => dot.X)],
                Y = [.. shown.Select(dot => dot.Y)],
                Groups = phases.Count is > 1 and <= Named ? [.. shown.Select(dot => dot.Name)] : null,
                Tips = [.. shown.Select(dot => dot.Label)],
                PlotHeight = 260,
            }));
    }

    static string Text(Interval? interval) => interval is not { } known ? "–" : double.IsNaN(known.Value) ? "not defined" : Estimate.Text(new Interval(Cut(known.Value), Cut(known.Low), Cut(known.High)));

    static double Cut(double correlation) => Math.Round(correlation, 2);
}
