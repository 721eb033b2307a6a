namespace Assay.Reports;

/// <summary>The ranking of models: which is best, which are tied, what they gain and cost, their curves, and what follows from it.</summary>
static class RankingSection
{
    public static void Write(Document document, PredictionRanking ranking)
    {
        document.Heading("Ranking");
        foreach (var problem in ranking.Problems) document.Callout(Tone.Warning, "These models cannot be ranked.", problem);
        foreach (var note in ranking.Notes) Missing.Write(document, note);
        document.Paragraph("Best: the checkpoint that the validation documents chose; final: the last weights. ± is 95 % over seeds where trainings were repeated, else 1.96 standard errors "
            + "over documents. A model's rank is 1 more than the number of models above it beyond doubt: those whose difference to it leaves 0 out over documents, seeds averaged first, and where there are 3 seeds or more, over seeds too.");
        foreach (var (index, table) in ranking.Tables.Index())
        {
            if (index > 0) document.Heading(table.Title, 3);
            document.Table(table.Columns, table.Rows, index == 0 ? [.. ranking.Models.Index().Where(model => model.Item.Rank == 1).Select(model => model.Index)] : null);
            if (table.Columns.Any(column => column.Title == "gain a million"))
                document.Paragraph("Gain a million is the gain over the linear average for each million parameters: cosine a million also counts what the average of a context has without any. "
                    + "A model is dominated by one that is no worse, or cannot be told from it, and has no more parameters and no more latency.");
            else if (index > 0 && ranking.Baselines.Count > 0 && index == 1) document.Paragraph($"{Estimate.Star}.");
        }
        Cost(document, ranking);
        JudgedCurves.Write(document, [.. ranking.Models.Select(model => (model.Label, model.Group.Runs))], NextVectorMetrics.Valid, "Validation cosine by epoch", "validation-cosine", log: false,
            NextVectorCurvesSection.References(ranking.Models[0].Group.Runs[0]).FirstOrDefault());
        document.Heading("Recommendations");
        if (ranking.Parent is null) document.Paragraph(ranking.Sentence);
        foreach (var (title, text) in ranking.Recommendations) document.Callout(title == "None" ? Tone.Warning : Tone.Info, title, text);
    }

    static void Cost(Document document, PredictionRanking ranking)
    {
        if (ranking.Models.Count < 2) return;
        string[] lines = [NextVectorMetrics.Average, NextVectorMetrics.Ridge, NextVectorMetrics.Limit];
        document.Figure("What more parameters bring. Dashed lines need none that are trained.", ("parameters-cosine", new LineChart
        {
            Title = "Test cosine against parameters", XTitle = "parameters", YTitle = "test cosine", LogX = true, PlotHeight = 300,
            References = [.. lines.Where(ranking.Baselines.Contains).Select(name => new ReferenceLine(name, ranking.Strength(name)))],
            Series = [.. ranking.Models.Select(Point)],
        }));
    }

    static ChartSeries Point(RankedModel model)
    {
        var test = model.Test!.Value;
        var point = new ChartSeries(model.Label, [model.Parameters], [test.Value]) { Mark = SeriesMark.Dots };
        return double.IsFinite(test.Low) ? point with { Limits = ([test.Low], [test.High]) } : point;
    }
}
