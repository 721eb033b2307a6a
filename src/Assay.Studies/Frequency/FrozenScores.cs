using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Frequency;

/// <summary>
/// Scores a model with its weights frozen, as it would be used: state zero at the first row and carried to the last, one row after
/// another. Several sets of the same length are followed side by side as one batch.
/// </summary>
sealed class FrozenScores
{
    const int Chunk = 500;

    readonly FrequencySets _sets;
    readonly float[] _train, _test, _independent;

    public FrozenScores(FrequencySets sets)
    {
        _sets = sets;
        (_train, _test, _independent) = (sets.Train.Inputs(), sets.Test.Inputs(), sets.Independent.Inputs());
    }

    /// <summary>Frozen errors on train, test and independent set by metric name.</summary>
    public Dictionary<string, double> Splits(StatefulModel model)
    {
        var predictions = Predict(model, [_train, _test, _independent]);
        var metrics = new Dictionary<string, double>();
        Add(metrics, "train", _sets.Train, predictions[0]);
        Add(metrics, "test", _sets.Test, predictions[1]);
        Add(metrics, "independent", _sets.Independent, predictions[2]);
        return metrics;
    }

    /// <summary>
    /// Errors with parts of the input taken away, on the test and the independent set: none (unchanged), signal-zeroed,
    /// signal-shuffled (the same values in random order), selector-zeroed, state-reset (zero state before each row).
    /// </summary>
    public Dictionary<string, Dictionary<string, double>> Ablations(StatefulModel model)
    {
        string[] names = ["none", "signal-zeroed", "signal-shuffled", "selector-zeroed"];
        Func<float[], float[]>[] changes = [inputs => inputs, ZeroSignal, ShuffleSignal, ZeroSelector];
        var predictions = Predict(model, [.. changes.Select(change => change(_test)), .. changes.Select(change => change(_independent))]);
        var ablations = new Dictionary<string, Dictionary<string, double>>();
        for (var i = 0; i < names.Length; i++)
        {
            var metrics = ablations[names[i]] = [];
            Add(metrics, "test", _sets.Test, predictions[i]);
            Add(metrics, "independent", _sets.Independent, predictions[names.Length + i]);
        }
        var reset = ablations["state-reset"] = [];
        Add(reset, "test", _sets.Test, PredictWithoutState(model, _test));
        Add(reset, "independent", _sets.Independent, PredictWithoutState(model, _independent));
        return ablations;
    }

    /// <summary>Frozen predictions for the test set, one a row.</summary>
    public float[] TestPredictions(StatefulModel model) => Predict(model, [_test])[0];

    static void Add(Dictionary<string, double> metrics, string split, SignalSet set, float[] predictions)
    {
        foreach (var (name, value) in SignalScore.Of(set, predictions).Metrics(split)) metrics[name] = value;
    }

    // inputs: (rows * 5) of each sequence; the sequences are one batch.
    static float[][] Predict(StatefulModel model, float[][] inputs)
    {
        var rows = inputs[0].Length / SignalSet.InputWidth;
        var predictions = inputs.Select(_ => new float[rows]).ToArray();
        model.Eval();
        using (Tensor.PauseGradients())
        {
            var carried = new CarriedState(model, inputs.Length);
            using var arena = Arena.Enter();
            for (var start = 0; start < rows; start += Chunk)
            {
                var count = Math.Min(Chunk, rows - start);
                var input = Tensor.Zeros(count, inputs.Length, SignalSet.InputWidth);
                var to = input.Span;
                for (var step = 0; step < count; step++)
                    for (var i = 0; i < inputs.Length; i++)
                        inputs[i].AsSpan((start + step) * SignalSet.InputWidth, SignalSet.InputWidth)
                            .CopyTo(to[(((step * inputs.Length) + i) * SignalSet.InputWidth)..]);
                var output = model.Forward(input, carried.Begin([])).Span;
                for (var step = 0; step < count; step++)
                    for (var i = 0; i < inputs.Length; i++) predictions[i][start + step] = output[(step * inputs.Length) + i];
                carried.Keep();
                arena.Rewind();
            }
        }
        model.Train();
        return predictions;
    }

    // Every row from a zero state: all rows of a chunk are independent sequences of one step.
    static float[] PredictWithoutState(StatefulModel model, float[] inputs)
    {
        var rows = inputs.Length / SignalSet.InputWidth;
        var predictions = new float[rows];
        model.Eval();
        using (Tensor.PauseGradients())
        {
            using var arena = Arena.Enter();
            for (var start = 0; start < rows; start += Chunk)
            {
                var count = Math.Min(Chunk, rows - start);
                var input = Tensor.From(inputs.AsSpan(start * SignalSet.InputWidth, count * SignalSet.InputWidth), 1, count, SignalSet.InputWidth);
                model.Forward(input, model.ZeroState(count)).Span.CopyTo(predictions.AsSpan(start));
                arena.Rewind();
            }
        }
        model.Train();
        return predictions;
    }

    static float[] ZeroSignal(float[] inputs)
    {
        var changed = (float[])inputs.Clone();
        for (var i = 0; i < changed.Length; i += SignalSet.InputWidth) changed[i] = 0;
        return changed;
    }

    static float[] ShuffleSignal(float[] inputs)
    {
        var order = new Rng(7).Split("signal-shuffled").Permutation(inputs.Length / SignalSet.InputWidth);
        var changed = (float[])inputs.Clone();
        for (var row = 0; row < order.Length; row++) changed[row * SignalSet.InputWidth] = inputs[order[row] * SignalSet.InputWidth];
        return changed;
    }

    static float[] ZeroSelector(float[] inputs)
    {
        var changed = (float[])inputs.Clone();
        for (var i = 0; i < changed.Length; i += SignalSet.InputWidth) changed.AsSpan(i + 1, SignalSet.InputWidth - 1).Clear();
        return changed;
    }
}
