using Assay.Data;
using Assay.Modules;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// The training loop over a <see cref="Dataset"/>, epoch by epoch: <c>foreach (var epoch in trainer.Epochs(train, valid, 200, run))</c>,
/// ended early by <c>break</c>. When a number is not finite it stops by itself and <see cref="Stepper.Divergence"/> says why.
/// </summary>
public sealed class Trainer(Layer model, Loss loss, Optimizer optimizer)
{
    (ulong Key, ulong Position) _order;
    int _epochs, _batches;
    double _lossSum;
    long _rows;

    /// <summary>What happens at each step: schedule, clipping, probes, progress.</summary>
    public Stepper Stepper { get; } = new(optimizer);

    /// <summary>Examples in a batch.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>Draws the order of the examples anew for each epoch; null leaves it as it is.</summary>
    public Rng? Rng { get; set; }

    /// <summary>What validation measures beside the loss, by name.</summary>
    public Dictionary<string, Metric> Metrics { get; } = [];

    /// <summary>Is called after each optimizer step, when <see cref="State"/> may be stored.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>
    /// Trains until <paramref name="count"/> epochs are done in all, and yields after each. The run's events have the metrics
    /// of <see cref="Training.Stepper.Log"/>, and at the end of an epoch <c>online/loss</c> and <c>valid/NAME</c>. The run is left open.
    /// </summary>
    public IEnumerable<Epoch> Epochs(Dataset train, Dataset? valid, int count, Run? run = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var batches = train.BatchCount(BatchSize);
        (Stepper.Run, Stepper.PlannedEpochs, Stepper.PlannedSteps) = (run, count, (long)count * batches / Stepper.Accumulate);
        while (_epochs < count)
        {
            Stepper.Epoch = _epochs + 1;
            run?.Epoch = _epochs + 1;
            if (!Pass(train)) yield break;
            var trainLoss = _lossSum / _rows;
            (_epochs, _batches, _lossSum, _rows) = (_epochs + 1, 0, 0, 0);
            Stepper.Log();
            var scores = valid is null ? [] : Evaluate(valid);
            run?.Log(Stepper.Steps, [("online/loss", trainLoss), .. scores.Select(score => ($"valid/{score.Key}", score.Value))]);
            yield return new Epoch(_epochs, Stepper.Steps, trainLoss, scores);
            if (Stepper.Status != RunStatus.Running) yield break;
        }
    }

    /// <summary>Loss and <see cref="Metrics"/> on a dataset, the model in evaluation mode and nothing recorded.</summary>
    public Dictionary<string, double> Evaluate(Dataset data)
    {
        var sums = Metrics.Keys.Prepend("loss").ToDictionary(name => name, _ => 0.0);
        model.Eval();
        using (Tensor.PauseGradients())
        {
            foreach (var batch in data.Batches(BatchSize))
            {
                var output = model.Forward(batch.Input);
                sums["loss"] += loss(output, batch).Item() * (double)batch.Count;
                foreach (var (name, metric) in Metrics) sums[name] += metric(output, batch) * batch.Count;
            }
        }
        model.Train();
        return sums.ToDictionary(sum => sum.Key, sum => sum.Value / data.Count);
    }

    /// <summary>What to store, between any two steps, to go on from here; model, optimizer and layers' generators are stored beside it.</summary>
    public TrainerState State() => new(Stepper.State(), _epochs, _batches, _order.Key, _order.Position, _lossSum, _rows);

    /// <summary>Goes on from a stored state: the next <see cref="Epochs"/> continues in the middle of the epoch.</summary>
    public void Load(TrainerState state)
    {
        Stepper.Load(state.Stepper);
        (_epochs, _batches, _lossSum, _rows) = (state.Epochs, state.Batches, state.LossSum, state.Rows);
        _order = (state.OrderKey, state.OrderPosition);
        if (Rng is not null) Rng = new Rng(_order);
    }

    // The rest of the epoch under way; false if it was broken off.
    bool Pass(Dataset train)
    {
        if (Rng is not null && _batches == 0) _order = Rng.State;
        model.Train();
        foreach (var batch in train.Batches(BatchSize, Rng, _batches))
        {
            Tensor batchLoss;
            using (Stepper.WatchStates()) batchLoss = loss(model.Forward(batch.Input), batch);
            _batches++;
            _rows += batch.Count;
            _lossSum += batchLoss.Item() * (double)batch.Count;
            Stepper.Step(batchLoss, batch.Count);
            if (Stepper is { Divergence: null, Accumulating: false }) AfterStep?.Invoke();
            if (Stepper.Status != RunStatus.Running) return Stepper.Divergence is null && _rows == train.Count;
        }
        return true;
    }
}
