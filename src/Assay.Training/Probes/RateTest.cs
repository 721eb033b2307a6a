using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// What a few steps at multiples of the learning rate would do to the loss from where a training stands. Weights and the optimizer's
/// state are put back after each multiple, bit for bit. In short what Smith, "Cyclical learning rates for training neural networks"
/// (2017), does in one long ramp.
/// </summary>
public static class RateTest
{
    /// <summary>The multiples that diagnosis asks about.</summary>
    public static IReadOnlyList<double> Multiples { get; } = [0.1, 0.3, 1, 3, 10, 100];

    /// <summary>For each multiple the judged loss after the steps over that before; infinite where a step could not be taken.</summary>
    /// <param name="optimizer">Of the training, in its state.</param>
    /// <param name="rate">The learning rate that is multiplied.</param>
    /// <param name="steps">Steps at each multiple.</param>
    /// <param name="clip">Largest norm of a gradient.</param>
    /// <param name="loss">Forward and loss of a step, counted from 0; called inside an arena that is rewound after each.</param>
    /// <param name="judge">The loss that counts, with frozen weights.</param>
    /// <param name="keepGradients">Never to clear gradients, as a training does whose owner forgot.</param>
    public static IReadOnlyList<(double Multiple, double Ratio)> Measure(
        Optimizer optimizer, double rate, int steps, double clip, Func<int, Tensor> loss, Func<double> judge, bool keepGradients = false)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(judge);
        var (before, rateBefore, saved) = (judge(), optimizer.LearningRate, new Restorer(optimizer));
        var found = new List<(double, double)>();
        foreach (var multiple in Multiples)
        {
            optimizer.LearningRate = rate * multiple;
            var ratio = Walk(optimizer, steps, clip, loss, keepGradients) ? judge() / before : double.PositiveInfinity;
            found.Add((multiple, double.IsNaN(ratio) ? double.PositiveInfinity : ratio));
            saved.Restore();
        }
        optimizer.ZeroGrad();
        optimizer.LearningRate = rateBefore;
        return found;
    }

    // False where a number is not finite.
    static bool Walk(Optimizer optimizer, int steps, double clip, Func<int, Tensor> loss, bool keepGradients)
    {
        using var arena = Arena.Enter();
        for (var step = 0; step < steps; step++)
        {
            var value = loss(step);
            if (!float.IsFinite(value.Item())) return false;
            if (!keepGradients) optimizer.ZeroGrad();
            value.Backward();
            if (!double.IsFinite(optimizer.Step(clip))) return false;
            arena.Rewind();
        }
        return true;
    }

    sealed class Restorer(Optimizer optimizer)
    {
        readonly List<float[]> _weights = [.. optimizer.Parameters.Select(one => one.ToArray())];
        readonly OptimizerState _state = optimizer.State();
        readonly Dictionary<string, float[]> _sums = optimizer.State().Tensors.ToDictionary(one => one.Key, one => one.Value.ToArray());
        readonly Dictionary<string, double> _scalars = new(optimizer.State().Scalars);

        public void Restore()
        {
            for (var i = 0; i < _weights.Count; i++) _weights[i].CopyTo(optimizer.Parameters[i].Span);
            foreach (var (name, values) in _sums) values.CopyTo(_state.Tensors[name].Span);
            optimizer.Load(new OptimizerState(_state.Tensors, _scalars));
        }
    }
}
