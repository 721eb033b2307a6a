using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>How far ahead a predictor can see when it reads its own predictions.</summary>
sealed class Rollouts
{
    /// <summary>Vectors ahead, at most.</summary>
    public const int Steps = 5;

    const int MostWindows = 2048;

    readonly PredictionData _data;
    readonly int[] _windows;

    /// <param name="data">
    /// Whose test windows: those with <see cref="Steps"/> - 1 more vectors after the target, so that every horizon has the same ones; of many, at most 2,048
    /// evenly spread.
    /// </param>
    public Rollouts(PredictionData data)
    {
        _data = data;
        int[] far = [.. Enumerable.Range(0, data.Test.Count).Where(window => data.Test.Remaining(window) >= Steps - 1)];
        _windows = [.. Predictions.Spread(far.Length, MostWindows).Select(place => far[place])];
    }

    /// <summary>The number of windows that are followed.</summary>
    public int Windows => _windows.Length;

    /// <summary>Mean cosine 1, 2, ... vectors ahead; empty where no document is long enough.</summary>
    public double[] Of(VectorPredictor predictor)
    {
        if (_windows.Length == 0) return [];
        var (sums, width) = (new double[Steps], _data.Test.Corpus.Dimension);
        Predictions.ForEachBatch(_windows, (_, places) =>
        {
            var ahead = predictor.Rollout(_data.Test, places, Steps, _data.Length, _data.Queries?.Invoke(_data.Test, places));
            for (var step = 0; step < Steps; step++)
                for (var i = 0; i < places.Length; i++)
                    sums[step] += Directions.Cosine(ahead[step].Span.Slice(i * width, width), _data.Test.Corpus[_data.Test.Target(places[i]) + step]);
        });
        return [.. sums.Select(sum => sum / _windows.Length)];
    }
}
