using System.Globalization;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>What the context tells and what the model makes of it: similarity by lag, order taken away, and windows by how alike their neighbours are.</summary>
static class ContextSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("What the context tells");
        if (run.Prediction is { } prediction) Lags(document, prediction);
        else NextVectorMetrics.NoDetails(document, run, "The similarity of each vector of a context to the target");
        Ablations(document, run);
        if (run.Prediction is { SimilarityWindows.Length: > 0, BySimilarity.Count: > 0 } measured) BySimilarity(document, measured);
    }

    static void Lags(Document document, PredictionEvaluation prediction)
    {
        document.Figure("Mean cosine of each vector of a context with the target. Bars that grow towards the last are a text that keeps to its subject; level ones say that the order of the "
            + "vectors was lost, or tells nothing.", ("lag-profile", Profile("Similarity to the target", prediction.LagCosine)), ("lag-profile-centred", Profile("The same around the mean vector", prediction.LagCosineCentred)));

        static BarChart Profile(string title, double[] cosines) => new()
        {
            Title = title, ValueTitle = "mean cosine", Width = 440,
            Bars = [.. cosines.Select((cosine, place) => new Bar(NextVectorMetrics.Lag(cosines.Length - place), cosine))],
        };
    }

    static void Ablations(Document document, ReportedRun run)
    {
        document.Heading("Order", 3);
        var (model, centred) = (NextVectorMetrics.Of(run, NextVectorMetrics.Cosine), NextVectorMetrics.Of(run, NextVectorMetrics.Centred));
        var ablations = run.Record.Ablations.Where(ablation => ablation.Value.ContainsKey(NextVectorMetrics.Cosine)).ToList();
        if (ablations.Count == 0 || double.IsNaN(model))
        {
            Missing.Write(document, "No ablation was measured: whether the model uses the order of its context is not known.");
            return;
        }
        document.Table([new Column("The model is given"), Column.Number("cosine"), Column.Number("less the whole"), Column.Number("around the mean vector"), Column.Number("less the whole")],
            [["the context as it is", Numbers.Format(model), "", Numbers.Format(centred), ""],
             .. ablations.Select(ablation => (IReadOnlyList<string>)[ablation.Key, Numbers.Format(ablation.Value[NextVectorMetrics.Cosine]), Signed(ablation.Value[NextVectorMetrics.Cosine] - model),
                Missing.Or(ablation.Value, NextVectorMetrics.Centred), Signed(ablation.Value.GetValueOrDefault(NextVectorMetrics.Centred, double.NaN) - centred)])], [0]);
        var mean = NextVectorMetrics.Of(run, NextVectorMetrics.Mean, NextVectorMetrics.Cosine);
        document.List([.. ablations.Select(ablation => Sentence(ablation.Key, model, ablation.Value[NextVectorMetrics.Cosine], mean))]);
        document.Paragraph("A prediction nearer to the last vector than to the target is no fault: the best predictor is a function of the last vector and has never seen the target.");
    }

    static string Sentence(string name, double model, double left, double mean) => Math.Abs(left - model) < 1e-6 ? $"{name}: nothing changes; the model does not see the difference."
        : left > model ? $"{name}: the prediction gains {Numbers.Format(left - model)}."
        : model > mean ? $"{name}: {Numbers.Format(model - left)} of cosine is lost, {(100 * (model - left) / (model - mean)).ToString("0.#", CultureInfo.InvariantCulture)} % of what the model has over the corpus mean."
        : $"{name}: {Numbers.Format(model - left)} of cosine is lost.";

    static void BySimilarity(Document document, PredictionEvaluation prediction)
    {
        document.Heading("By similarity", 3);
        List<double> middles = [.. prediction.SimilarityEdges.Zip(prediction.SimilarityEdges.Skip(1), (low, high) => (low + high) / 2)];
        document.Figure("Windows by the cosine of their last vector with the target. Where the two are unlike, the text turns, and no predictor can know where.", ("by-similarity", new LineChart
        {
            Title = "Cosine of the prediction by similarity of the last vector to the target", XTitle = "cosine of last vector and target", YTitle = "mean cosine of the prediction", PlotHeight = 260,
            Series = [.. prediction.BySimilarity.Select(curve => new ChartSeries(curve.Name, middles, curve.Values))],
        }));
        document.Table([new Column("Cosine of last vector and target"), Column.Number("windows"), .. prediction.BySimilarity.Select(curve => Column.Number(curve.Name))],
            [.. Enumerable.Range(0, middles.Count).Where(bin => prediction.SimilarityWindows[bin] > 0).Select(bin => (IReadOnlyList<string>)[
                $"{Numbers.Format(prediction.SimilarityEdges[bin])} to {Numbers.Format(prediction.SimilarityEdges[bin + 1])}", Numbers.Count(prediction.SimilarityWindows[bin]),
                .. prediction.BySimilarity.Select(curve => double.IsNaN(curve.Values[bin]) ? "–" : Numbers.Format(curve.Values[bin]))])]);
    }

    static string Signed(double difference) => double.IsNaN(difference) ? "–" : (difference > 0 ? "+" : "") + Numbers.Format(Math.Round(difference, 5));
}
