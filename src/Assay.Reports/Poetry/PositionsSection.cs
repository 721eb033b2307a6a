namespace Assay.Reports;

/// <summary>How the cosine falls along a window, and how the cosines of all tokens are spread, beside the baselines.</summary>
static class PositionsSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Along a window");
        if (run.Evaluation is not { } evaluation)
        {
            PoetryMetrics.NoDetails(document, run, "Scores by place and their distribution");
            return;
        }
        var places = Enumerable.Range(1, evaluation.Tokens.Length).Select(place => (double)place).ToList();
        document.Figure("Mean cosine of the tokens at each place of a window. Windows prefer to end after a line or a sentence, so the last "
            + "places, and the last of those that neighbours share, are often line ends, which are easily guessed.",
            ("cosine-by-place", new LineChart
            {
                Title = "Cosine by place in the window", XTitle = "place", YTitle = "mean cosine", PlotHeight = 300,
                Series = [.. evaluation.Predictors.Select(predictor => new ChartSeries(predictor.Name, places, predictor.Positions))],
            }));
        document.Figure("Tokens by their cosine, in bins of equal width. What counts is how much of a predictor's line lies to the right.",
            ("cosine-distribution", new LineChart
            {
                Title = "Distribution of token cosines", XTitle = "cosine", YTitle = "share of the tokens", PlotHeight = 220,
                Series = [.. evaluation.Predictors.Select(Shares)],
            }));
    }

    static ChartSeries Shares(Runs.PredictorScores predictor)
    {
        var (bins, all) = (predictor.Distribution.Length, Math.Max(1, predictor.Distribution.Sum()));
        return new ChartSeries(predictor.Name, [.. Enumerable.Range(0, bins).Select(bin => -1 + (2 * (bin + 0.5) / bins))], [.. predictor.Distribution.Select(count => count / (double)all)]);
    }
}
