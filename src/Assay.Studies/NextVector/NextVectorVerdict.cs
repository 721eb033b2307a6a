using Assay.Runs;
using Assay.Statistics;

namespace Assay.Studies.NextVector;

/// <summary>What the scores of a model say, held against its baselines, its limit and its ablations.</summary>
static class NextVectorVerdict
{
    // A cosine smaller than this is no difference that a reader should build on.
    const double Noticeable = 0.01, Slight = 0.003;
    const string Cosine = "test/cosine", Centred = "test/cosine/centred", Mrr = "test/mrr", Average = "linear average", Ridge = "ridge", Limit = "Kalman limit", WholePast = "Kalman limit, whole past", Last = "last vector";

    /// <param name="data">The documents.</param>
    /// <param name="judgement">Of the best checkpoint.</param>
    /// <param name="final">Metrics of the final weights.</param>
    public static (string Verdict, List<Finding> Findings) Judge(NextVectorData data, PredictionJudgement judgement, IReadOnlyDictionary<string, double> final)
    {
        var gain = Gain(judgement, Average, Cosine);
        var linear = judgement.Baselines.ContainsKey(Ridge) ? Gain(judgement, Ridge, Cosine) : (Interval?)null;
        var verdict = $"On {(data.ByWindow ? $"{data.Test.Count:N0} windows of documents that were also trained on" : $"{data.Split.Test.Count:N0} held-out documents")} the predicted vector has a mean cosine of {Own(judgement, Cosine):F4} with the next one "
            + $"(standard error {Own(judgement, "test/cosine/se"):F4}; {Own(judgement, Centred):F4} around the mean vector). The linear average has {Of(judgement, Average, Cosine):F4}, the last vector "
            + $"{Of(judgement, Last, Cosine):F4}, the corpus mean {Of(judgement, "corpus mean", Cosine):F4}: the gain over the average is {Words(gain)}{(gain.Low > 0 ? "" : ", which is no gain beyond doubt")}. "
            + (linear is { } ridge ? $"Ridge regression has {Of(judgement, Ridge, Cosine):F4}; the network {(ridge.Low > 0 ? "does better" : ridge.High < 0 ? "does worse" : "does as well")} ({Words(ridge)}). " : "")
            + (judgement.Baselines.ContainsKey(Limit) ? $"No predictor can have more than the Kalman filter's {Of(judgement, Limit, Cosine):F4}; {Of(judgement, Limit, Cosine) - Own(judgement, Cosine):F4} is missing. " : "")
            + $"Among {Math.Round(1 / Of(judgement, "chance", "test/r@1")):N0} vectors the right one is first {100 * Own(judgement, "test/r@1"):F1} % and among the first five {100 * Own(judgement, "test/r@5"):F1} % of the time "
            + $"(chance {100 * Of(judgement, "chance", "test/r@1"):F1} and {100 * Of(judgement, "chance", "test/r@5"):F1} %, last vector {100 * Of(judgement, Last, "test/r@1"):F1} and {100 * Of(judgement, Last, "test/r@5"):F1} %).";
        List<Finding?> findings =
        [
            NotAbove(gain), Linear(judgement, linear), AboveLimit(judgement), AtLimit(judgement), MeanComponent(judgement), FellAfterBest(judgement, final),
            Order(judgement), Retrieval(judgement), Lengths(judgement), .. DocumentFindings.Of(data),
        ];
        return (verdict, [.. findings.OfType<Finding>()]);
    }

    /// <summary>What runs with one seed each say together.</summary>
    public static (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members)
    {
        var judged = members.Where(member => member.Best.ContainsKey(Cosine) && member.Baselines.ContainsKey(Average)).OrderByDescending(member => member.Best[Cosine]).ToList();
        if (judged.Count == 0) return ("No run was judged.", []);
        var above = judged.Count(member => member.Best[Cosine] > member.Baselines[Average][Cosine]);
        return ($"{above} of {judged.Count} runs have a higher cosine than the linear average ({judged[0].Baselines[Average][Cosine]:F4}) on the same held-out documents; "
            + $"the highest is {judged[0].Best[Cosine]:F4} with {Name(judged[0])}, the lowest {judged[^1].Best[Cosine]:F4} with {Name(judged[^1])}. One seed each.", []);
    }

    static string Name(RunRecord member) => $"model {member.Settings["model"]}, loss {member.Settings["loss"]}{(member.Settings["query"] is true ? ", with a query" : "")}";

    static double Own(PredictionJudgement judgement, string metric) => judgement.Metrics[metric];

    static double Of(PredictionJudgement judgement, string baseline, string metric) => judgement.Baselines[baseline][metric];

    // Over documents, in pairs, each with all its windows, so that the gain is that of the test metric.
    static Interval Gain(PredictionJudgement judgement, string baseline, string metric)
    {
        var documents = judgement.Documents;
        double[] gains = [.. documents.Metrics[metric].Zip(documents.Baselines[baseline][metric], (own, other) => own - other)];
        return Bootstrap.WeightedMean(gains, documents.Weights!, seed: 1);
    }

    static string Words(Interval interval) => $"{interval.Value:+0.0000;-0.0000}, 95 % between {interval.Low:+0.0000;-0.0000} and {interval.High:+0.0000;-0.0000} over documents";

    static Finding? NotAbove(Interval gain) => gain.Low > 0 ? null : new Finding("next-vector/not-above-average", Severity.Warning,
        "Not better than the mean of the context.", $"Gain over the linear average: {Words(gain)}.", "Train longer, with more documents, or take the average.");

    static Finding? Linear(PredictionJudgement judgement, Interval? gain) => gain is not { } interval || interval.Low > 0 ? null : new Finding("next-vector/ridge-as-good", Severity.Info,
        interval.High < 0 ? "A linear map of the context does better." : "A linear map of the context does as well.",
        $"Ridge regression {Of(judgement, Ridge, Cosine):F4}, the network {Own(judgement, Cosine):F4}: {Words(interval)}.",
        "By this measure the network is not worth its training here.");

    static Finding? AboveLimit(PredictionJudgement judgement) => !judgement.Baselines.ContainsKey(Limit) || Own(judgement, "test/mse") >= 0.995 * Of(judgement, Limit, "test/mse") ? null
        : new Finding("next-vector/above-the-limit", Severity.Error, "Better than is possible: something leaks.",
            $"Squared error {Own(judgement, "test/mse"):G4}, that of the best possible predictor {Of(judgement, Limit, "test/mse"):G4}.", "Look for targets among the inputs.");

    static Finding? AtLimit(PredictionJudgement judgement) => !judgement.Baselines.ContainsKey(Limit) || Of(judgement, Limit, Cosine) - Own(judgement, Cosine) > Noticeable ? null
        : new Finding("next-vector/at-the-limit", Severity.Info, "Within 0.01 of what is possible.",
            $"Cosine {Own(judgement, Cosine):F4}; the best possible predictor {Of(judgement, Limit, Cosine):F4}"
                + (judgement.Baselines.ContainsKey(WholePast) ? $", of the whole past {Of(judgement, WholePast, Cosine):F4}" : "") + ".", null);

    static Finding? MeanComponent(PredictionJudgement judgement) => Of(judgement, "corpus mean", Cosine) < 0.2 ? null : new Finding("next-vector/mean-component", Severity.Info,
        "All vectors share a large component.", $"One constant vector has a cosine of {Of(judgement, "corpus mean", Cosine):F3} with every target, so plain cosines flatter every predictor.",
        "Compare by test/cosine/centred and by retrieval as well.");

    static Finding? FellAfterBest(PredictionJudgement judgement, IReadOnlyDictionary<string, double> final)
    {
        var fell = Own(judgement, "valid/cosine") - final["valid/cosine"];
        return fell < Slight ? null : new Finding("next-vector/overfitted", Severity.Warning, "The final weights are worse than the best ones.",
            $"Validation cosine {Own(judgement, "valid/cosine"):F4} at the best epoch, {final["valid/cosine"]:F4} at the end (training {Own(judgement, "train/cosine"):F4}, then {final["train/cosine"]:F4}).",
            "Use the best checkpoint; stop earlier (patience), or regularise more.");
    }

    static Finding? Order(PredictionJudgement judgement)
    {
        var loss = Own(judgement, Cosine) - judgement.Ablations["context shuffled"][Cosine];
        return loss >= Slight ? null : new Finding("next-vector/order-unused", Severity.Info, "The order of the context plays no part.",
            $"With the context shuffled the cosine is {judgement.Ablations["context shuffled"][Cosine]:F4} instead of {Own(judgement, Cosine):F4}.",
            "A network that knows no order, or documents in which order says little.");
    }

    static Finding? Retrieval(PredictionJudgement judgement)
    {
        var gain = Gain(judgement, Last, Mrr);
        return gain.Low > 0 || Gain(judgement, Last, Cosine).Low <= 0 ? null : new Finding("next-vector/cosine-without-retrieval", Severity.Warning,
            "A higher cosine, but no better at finding the vector.", $"Mean reciprocal rank {Own(judgement, Mrr):F4}, with the last vector as the query {Of(judgement, Last, Mrr):F4}: {Words(gain)}.",
            "Predictions near the mean have a high cosine with everything; loss=infonce or mixed learns to tell vectors apart.");
    }

    static Finding? Lengths(PredictionJudgement judgement) => Own(judgement, "test/mse") <= 2 * Of(judgement, "corpus mean", "test/mse") ? null : new Finding("next-vector/lengths-free", Severity.Info,
        "Raw predictions have lengths of their own.", $"Squared error {Own(judgement, "test/mse"):G3}, that of the corpus mean {Of(judgement, "corpus mean", "test/mse"):G3}: the loss does not hold lengths.",
        "Use normalised predictions.");
}
