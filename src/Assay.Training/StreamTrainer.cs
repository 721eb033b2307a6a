using Assay.Data;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Truncated back-propagation through time: a pass over <see cref="Streams"/> is an epoch, the state is carried from window to
/// window, gradients end at the window's beginning. Used like <see cref="Trainer"/>.
/// </summary>
public sealed class StreamTrainer(StatefulModel model, Func<Tensor, Tensor, Tensor> loss, Optimizer optimizer)
{
    static readonly Dictionary<string, double> NoScores = [];

    int _epochs, _windows;
    double _lossSum;
    long _rows;

    /// <summary>What happens at each step: schedule, clipping, probes, progress.</summary>
    public Stepper Stepper { get; } = new(optimizer);

    /// <summary>The state between two windows, to be stored with <see cref="State"/>; null before the first.</summary>
    public CarriedState? Carried { get; private set; }

    /// <summary>Is called after each optimizer step, when <see cref="State"/> may be stored.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>
    /// Trains until <paramref name="count"/> passes are done in all, and yields after each. The run's events have the metrics
    /// of <see cref="Training.Stepper.Log"/>, and <c>online/loss</c> at the end of a pass. The run is left open.
    /// </summary>
    public IEnumerable<Epoch> Epochs(Streams train, int count, Run? run = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (Stepper.Run, Stepper.PlannedEpochs, Stepper.PlannedSteps) = (run, count, (long)count * train.WindowCount / Stepper.Accumulate);
        while (_epochs < count)
        {
            Stepper.Epoch = _epochs + 1;
            run?.Epoch = _epochs + 1;
            if (!Pass(train)) yield break;
            var trainLoss = _lossSum / _rows;
            (_epochs, _windows, _lossSum, _rows) = (_epochs + 1, 0, 0, 0);
            Stepper.Log();
            run?.Log(Stepper.Steps, ("online/loss", trainLoss));
            yield return new Epoch(_epochs, Stepper.Steps, trainLoss, NoScores);
            if (Stepper.Status != RunStatus.Running) yield break;
        }
    }

    /// <summary>Mean loss of the frozen model over a pass that begins with the zero state.</summary>
    public double Evaluate(Streams data)
    {
        var (sum, rows) = (0.0, 0L);
        var carried = new CarriedState(model, data.Count);
        model.Eval();
        using (Tensor.PauseGradients())
        {
            foreach (var window in data.Windows())
            {
                sum += loss(model.Forward(window.Input, carried.Begin(window.Starts)), window.Target).Item() * (double)window.Rows;
                rows += window.Rows;
                carried.Keep();
            }
        }
        model.Train();
        return sum / rows;
    }

    /// <summary>What to store, between any two steps, to go on from here, beside model, optimizer and <see cref="Carried"/>.</summary>
    public TrainerState State() => new(Stepper.State(), _epochs, _windows, 0, 0, _lossSum, _rows);

    /// <summary>Goes on from a stored state in the middle of a pass.</summary>
    /// <param name="state">From <see cref="State"/>.</param>
    /// <param name="carried">The tensors of <see cref="Carried"/> at that time, copied here; empty if there was none.</param>
    /// <param name="streams">The number of streams.</param>
    public void Load(TrainerState state, IReadOnlyList<Tensor> carried, int streams)
    {
        Stepper.Load(state.Stepper);
        (_epochs, _windows, _lossSum, _rows) = (state.Epochs, state.Batches, state.LossSum, state.Rows);
        if (carried.Count == 0) return;
        Carried = new CarriedState(model, streams);
        if (carried.Count != Carried.Tensors.Count)
            throw new ArgumentException($"The model carries {Carried.Tensors.Count} tensors; given {carried.Count}.", nameof(carried));
        for (var i = 0; i < carried.Count; i++) Carried.Tensors[i].CopyFrom(carried[i]);
    }

    // The rest of the pass under way; false if it was broken off.
    bool Pass(Streams train)
    {
        Carried ??= new CarriedState(model, train.Count);
        model.Train();
        foreach (var window in train.Windows(_windows))
        {
            Tensor windowLoss;
            using (Stepper.WatchStates()) windowLoss = loss(model.Forward(window.Input, Carried.Begin(window.Starts)), window.Target);
            _windows++;
            _rows += window.Rows;
            _lossSum += windowLoss.Item() * (double)window.Rows;
            Stepper.Step(windowLoss, window.Rows);
            Carried.Keep();
            if (Stepper is { Divergence: null, Accumulating: false }) AfterStep?.Invoke();
            if (Stepper.Status != RunStatus.Running) return Stepper.Divergence is null && _windows == train.WindowCount;
        }
        return true;
    }
}
