using Assay.Data.Sequences;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>Scores predictors, all by the same code on the same windows: a model beside its baselines, limits and ablations.</summary>
sealed class PredictionJudge
{
    const int TrainWindows = 4096;

    readonly PredictionData _data;
    readonly Lazy<List<ScoredPredictor>> _baselines;
    readonly Lazy<Retrieval> _retrieval;
    readonly Lazy<PredictionErrors> _errors;
    readonly WindowDocuments _documents;
    readonly Rollouts _rollouts;

    /// <param name="data">The windows.</param>
    /// <param name="baselines">Makes baselines and limits when they are first asked for; null for those of <see cref="NextVectorBaselines"/>.</param>
    public PredictionJudge(PredictionData data, Func<IReadOnlyList<VectorPredictor>>? baselines = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        (_data, _documents, _rollouts) = (data, new WindowDocuments(data.Test), new Rollouts(data));
        _baselines = new(() => [.. (baselines?.Invoke() ?? NextVectorBaselines.Fit(data)).Select(Score)]);
        _retrieval = new(() => new Retrieval(data, _documents));
        _errors = new(() => new PredictionErrors(data, _documents));
    }

    /// <summary>Values of baselines, limits and chance by metric name; measured when first asked for.</summary>
    public Dictionary<string, Dictionary<string, double>> Baselines
    {
        get
        {
            var baselines = _baselines.Value.ToDictionary(one => one.Name, one => one.Metrics);
            baselines["chance"] = Named("test", _retrieval.Value.Chance);
            return baselines;
        }
    }

    /// <summary>Scores on the validation windows alone: valid/cosine, valid/cosine/centred, valid/mse.</summary>
    public Dictionary<string, double> Valid(VectorPredictor predictor) => Named("valid", Scores(predictor, _data.Valid).Means());

    /// <summary>Scores on the test windows alone, without rollouts.</summary>
    public Dictionary<string, double> Test(VectorPredictor predictor)
    {
        var metrics = new Dictionary<string, double>();
        Test(predictor, metrics);
        return metrics;
    }

    /// <summary>
    /// Scores of all splits by metric name, retrieval and rollouts among them. Training windows count with at most 4,096 of them, evenly spread.
    /// </summary>
    public Dictionary<string, double> Metrics(VectorPredictor predictor) => Score(predictor).Metrics;

    /// <summary>Everything that is measured of a model: what a run records, and what its reports draw.</summary>
    /// <param name="model">As it is.</param>
    /// <param name="checkpoint">Where it comes from, "best" or "last".</param>
    /// <param name="step">The step it was stored at.</param>
    /// <param name="attention">What <see cref="AttentionProfiles"/> needs; null for a model that attends to nothing.</param>
    /// <param name="latency">What was measured of its latency; null for nothing.</param>
    public PredictionJudgement Judge(
        VectorPredictor model, string checkpoint, long step, Func<Tensor, Tensor?, IReadOnlyList<(string Name, Tensor Weights)>>? attention = null,
        IReadOnlyList<LatencyMeasurement>? latency = null)
    {
        var own = Score(model) with { Name = "model" };
        List<ScoredPredictor> all = [own, .. _baselines.Value];
        var (average, last) = (Beside(new LinearAverage()), Beside(new LastVector()));
        var (lags, centred) = LagCosines();
        var details = new PredictionEvaluation
        {
            Checkpoint = checkpoint, Step = step, Context = _data.Test.Context, LagCosine = lags, LagCosineCentred = centred,
            Rollouts = _rollouts.Windows == 0 ? [] : [.. all.Select(one => new PredictionCurve(one.Name, one.Rollout))],
            BySimilarity = [.. new[] { own, average, last }.Select(one => new PredictionCurve(one.Name, _errors.Value.BySimilarity(one.Test)))],
            SimilarityEdges = _errors.Value.Edges, SimilarityWindows = _errors.Value.Windows,
            WorstDocuments = _errors.Value.WorstDocuments(own.Test, average.Test, last.Test),
            WorstWindows = _errors.Value.WorstWindows(own.Test, average.Test, last.Test),
            Attention = attention is null ? [] : AttentionProfiles.Of(_data.Test, _data.Queries, attention), Latency = latency ?? [],
        };
        var items = new ItemScores("document", "test", [.. _documents.Documents.Select(_data.DocumentName)], Items(own),
            _baselines.Value.ToDictionary(one => one.Name, one => (IReadOnlyDictionary<string, double[]>)Items(one)))
        {
            Weights = [.. _documents.Counts.Select(count => (double)count)],
        };
        return new PredictionJudgement(own.Metrics, Baselines, new ContextOrder(_data).Of(model), details, items);

        ScoredPredictor Beside(VectorPredictor predictor) => _baselines.Value.Find(one => one.Name == predictor.Name) ?? Score(predictor);
    }

    ScoredPredictor Score(VectorPredictor predictor)
    {
        var metrics = Valid(predictor);
        var seen = Predictions.Spread(_data.Train.Count, TrainWindows);
        metrics["train/cosine"] = new PredictionScores(_data.Train, Predictions.Of(predictor, _data.Train, seen, _data.Queries), _data.Mean, seen).Cosine.Average();
        var rollout = _rollouts.Of(predictor);
        Add(metrics, rollout.Index().ToDictionary(step => $"test/rollout/{step.Index + 1}", step => step.Item));
        var (scores, ranks) = Test(predictor, metrics);
        return new ScoredPredictor(predictor.Name, metrics, scores, [.. ranks.Select(rank => 1.0 / rank)], rollout);
    }

    (PredictionScores Scores, int[] Ranks) Test(VectorPredictor predictor, Dictionary<string, double> metrics)
    {
        var predictions = Predictions.Of(predictor, _data.Test, _data.Queries);
        var scores = new PredictionScores(_data.Test, predictions, _data.Mean);
        var ranks = _retrieval.Value.Ranks(predictions);
        Add(metrics, Named("test", scores.Means(_documents)));
        Add(metrics, Named("test", Retrieval.Scores(ranks)));
        return (scores, ranks.Pool);
    }

    PredictionScores Scores(VectorPredictor predictor, VectorWindows windows) => new(windows, Predictions.Of(predictor, windows, _data.Queries), _data.Mean);

    // Mean cosine of each place of a context with the target, plain and around the mean.
    (double[] Plain, double[] Centred) LagCosines()
    {
        var test = _data.Test;
        var (plain, centred) = (new double[test.Context], new double[test.Context]);
        for (var window = 0; window < test.Count; window++)
        {
            var target = test.Corpus[test.Target(window)];
            for (var place = 0; place < plain.Length; place++)
            {
                var vector = test.Corpus[test.First(window) + place];
                plain[place] += Directions.Cosine(vector, target) / test.Count;
                centred[place] += Directions.Cosine(vector, target, _data.Mean) / test.Count;
            }
        }
        return (plain, centred);
    }

    Dictionary<string, double[]> Items(ScoredPredictor one) => new()
    {
        ["test/cosine"] = _documents.Means(one.Test.Cosine), ["test/cosine/centred"] = _documents.Means(one.Test.Centred),
        ["test/mrr"] = _documents.Means(one.ReciprocalRanks),
    };

    static Dictionary<string, double> Named(string split, Dictionary<string, double> scores) => scores.ToDictionary(score => $"{split}/{score.Key}", score => score.Value);

    static void Add(Dictionary<string, double> metrics, Dictionary<string, double> more)
    {
        foreach (var (name, value) in more) metrics[name] = value;
    }
}
