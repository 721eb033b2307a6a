namespace Assay.Studies.NextVector;

/// <summary>What several trained models do together.</summary>
static class EnsembleScores
{
    /// <summary>
    /// ensemble/all/test/cosine, .../cosine/centred and .../mrr of all models together, and ensemble/KIND/test/... of those of one kind; of fewer than two
    /// models there is no ensemble.
    /// </summary>
    /// <param name="judge">Whose test windows.</param>
    /// <param name="models">The models with their kinds, such as "lstm"; several seeds of a kind.</param>
    public static Dictionary<string, double> Of(PredictionJudge judge, IReadOnlyList<(string Kind, VectorPredictor Predictor)> models)
    {
        ArgumentNullException.ThrowIfNull(judge);
        var metrics = new Dictionary<string, double>();
        Add("all", models);
        foreach (var kind in models.GroupBy(model => model.Kind)) Add(kind.Key, [.. kind]);
        return metrics;

        void Add(string name, IReadOnlyList<(string Kind, VectorPredictor Predictor)> members)
        {
            if (members.Count < 2) return;
            foreach (var (metric, value) in judge.Test(new Ensemble(name, [.. members.Select(member => member.Predictor)])))
                if (metric is "test/cosine" or "test/cosine/centred" or "test/mrr") metrics[$"ensemble/{name}/{metric}"] = value;
        }
    }
}
