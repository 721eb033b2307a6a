using Assay.Data.Sequences;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>What a predictor makes of contexts that were tampered with: whether it heeds their order, and whether it heeds them at all.</summary>
sealed class ContextOrder
{
    readonly PredictionData _data;
    readonly int[][] _orders;
    readonly int[]? _others;

    /// <param name="data">Whose test windows; orders are drawn from its seed, the same for every predictor.</param>
    public ContextOrder(PredictionData data)
    {
        _data = data;
        var rng = new Rng(data.Seed).Split("shuffled contexts");
        _orders = [.. Enumerable.Range(0, data.Test.Count).Select(_ => rng.Permutation(data.Test.Context))];
        _others = Others(data.Test);
    }

    /// <summary>test/cosine and test/cosine/centred for each way of tampering; contexts of other documents only where there are some.</summary>
    public Dictionary<string, Dictionary<string, double>> Of(VectorPredictor predictor)
    {
        var last = _data.Test.Context - 1;
        var ablations = new Dictionary<string, Dictionary<string, double>>
        {
            ["context shuffled"] = Score(predictor, (window, place) => _data.Test.First(window) + _orders[window][place]),
            ["context reversed"] = Score(predictor, (window, place) => _data.Test.First(window) + last - place),
            ["last vector only"] = Score(predictor, (window, _) => _data.Test.First(window) + last),
        };
        if (_others is not null) ablations["context of another document"] = Score(predictor, (window, place) => _data.Test.First(_others[window]) + place);
        return ablations;
    }

    // Row says which vector a window's context has at a place instead of its own.
    Dictionary<string, double> Score(VectorPredictor predictor, Func<int, int, int> row)
    {
        var windows = _data.Test;
        var (lags, width) = (windows.Context, windows.Corpus.Dimension);
        var predictions = Predictions.Collect(windows, [.. Enumerable.Range(0, windows.Count)], places =>
        {
            var contexts = Tensor.Zeros(places.Length, lags, width);
            for (var i = 0; i < places.Length; i++)
                for (var place = 0; place < lags; place++)
                    windows.Corpus[row(places[i], place)].CopyTo(contexts.Span[(((i * lags) + place) * width)..]);
            return predictor.Predict(contexts, _data.Queries?.Invoke(windows, places));
        });
        var scores = new PredictionScores(windows, predictions, _data.Mean);
        return new() { ["test/cosine"] = scores.Cosine.Average(), ["test/cosine/centred"] = scores.Centred.Average() };
    }

    // For each window another one of another document: half of all windows away, and on from there.
    static int[]? Others(VectorWindows windows)
    {
        var others = new int[windows.Count];
        for (var window = 0; window < others.Length; window++)
        {
            var (other, tried) = ((window + (others.Length / 2)) % others.Length, 0);
            while (windows.Document(other) == windows.Document(window))
            {
                if (++tried == others.Length) return null;
                other = (other + 1) % others.Length;
            }
            others[window] = other;
        }
        return others;
    }
}
