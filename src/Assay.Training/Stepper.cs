using System.Diagnostics;
using System.Runtime.InteropServices;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// One optimizer step with its bookkeeping: schedule, clipping, gradient accumulation, the watch for numbers that are not
/// finite, probes, metrics, progress. The trainers are loops around it, and so may a hand-written loop be.
/// </summary>
/// <example><code>
/// foreach (var batch in train.Batches(32, rng))
///     if (!stepper.Step(Losses.Mse(model.Forward(batch.Input), batch.Target), batch.Count)) break;
/// </code></example>
public sealed class Stepper(Optimizer optimizer)
{
    const double ProgressSeconds = 0.1;

    readonly List<(string Name, double Value)> _metrics = [];
    Interval _interval = new();
    int _accumulated;
    long _stepsBefore;
    long _started;
    long _lastProgress;
    int _accumulate = 1;
    int _logEvery = 50;
    double _clip = double.PositiveInfinity;

    /// <summary>What moves the parameters.</summary>
    public Optimizer Optimizer { get; } = optimizer;

    /// <summary>The rate that <see cref="Schedule"/> multiplies: the optimizer's own at first.</summary>
    public double BaseRate { get; set; } = optimizer.LearningRate;

    /// <summary>Factor of <see cref="BaseRate"/> by optimizer steps done.</summary>
    public Schedule Schedule { get; set; } = Schedules.Constant();

    /// <summary>The largest global norm of a gradient; infinite for no limit.</summary>
    public double Clip
    {
        get => _clip;
        set => _clip = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Clip), value, "The largest norm must be positive.");
    }

    /// <summary>Sets <see cref="Clip"/> anew after each step; null leaves it as it is.</summary>
    public AdaptiveClip? Adaptive { get; set; }

    /// <summary>The largest loss that still counts as training; above it the run has diverged. Infinite for any finite loss.</summary>
    public double LargestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>
    /// Backward passes to one optimizer step. The gradient is that of the losses' mean: n equal batches give the step of one
    /// batch n times as large, in the memory of one.
    /// </summary>
    public int Accumulate
    {
        get => _accumulate;
        set => _accumulate = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Accumulate), value, "At least 1 backward pass to a step.");
    }

    /// <summary>Optimizer steps between events in the run.</summary>
    public int LogEvery
    {
        get => _logEvery;
        set => _logEvery = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LogEvery), value, "At least 1 step between events.");
    }

    /// <summary>Where metrics go; null for nowhere.</summary>
    public Run? Run { get; set; }

    /// <summary>Looks at gradients and updates every few steps; null for never.</summary>
    public UpdateProbe? Updates { get; set; }

    /// <summary>Looks at activations every few steps; null for never.</summary>
    public ActivationProbe? Activations { get; set; }

    /// <summary>Watches gradients through layers and time; null for nobody.</summary>
    public GradientMonitor? Gradients { get; set; }

    /// <summary>Hears how far training is, at most ten times a second.</summary>
    public Action<Progress>? Progress { get; set; }

    /// <summary>When cancelled, the optimizer step under way is the last.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>Optimizer steps done.</summary>
    public long Steps { get; private set; }

    /// <summary>Optimizer steps planned, for <see cref="Progress"/>; 0 if unknown.</summary>
    public long PlannedSteps { get; set; }

    /// <summary>Number of the epoch under way, for <see cref="Progress"/>.</summary>
    public int Epoch { get; set; }

    /// <summary>Epochs planned, for <see cref="Progress"/>.</summary>
    public int PlannedEpochs { get; set; }

    /// <summary>Whether more backward passes are to come before the next optimizer step.</summary>
    public bool Accumulating => _accumulated > 0;

    /// <summary>Why training cannot go on: which number is not finite, and at which step; null while all is well.</summary>
    public string? Divergence { get; private set; }

    /// <summary>Running, Diverged, or Stopped by <see cref="Stop"/> (never in the middle of an accumulation).</summary>
    public RunStatus Status => Divergence is not null ? RunStatus.Diverged
        : Stop.IsCancellationRequested && !Accumulating ? RunStatus.Stopped
        : RunStatus.Running;

    /// <summary>To be held during the forward pass of a step: lets <see cref="Gradients"/> watch the states of recurrent nets if it looks at this step.</summary>
    public StateGradients.Scope WatchStates() => Gradients is null ? default : Gradients.Watch();

    /// <summary>
    /// From a batch's loss to updated parameters. False if training is over: <see cref="Status"/> says why. Parameters are
    /// never touched by a loss or gradient that is not finite.
    /// </summary>
    /// <param name="loss">One element.</param>
    /// <param name="rows">Examples or rows that the loss is the mean of.</param>
    public bool Step(Tensor loss, int rows)
    {
        if (Divergence is not null) return false;
        if (_started == 0) _started = _interval.Begun = Stopwatch.GetTimestamp();
        var value = loss.Item();
        if (!float.IsFinite(value)) return Diverge(LossText(value));
        if (value > LargestLoss) return Diverge($"the loss is {value:G3}, beyond {LargestLoss:G3}; the parameters have run away");
        if (_accumulated == 0) Optimizer.ZeroGrad();
        loss.Backward([1f / _accumulate]);
        Gradients?.Collect();
        _interval.Loss += (double)value * rows;
        _interval.Rows += rows;
        if (++_accumulated < _accumulate) return Status == RunStatus.Running;

        _accumulated = 0;
        Optimizer.LearningRate = BaseRate * Schedule(Steps);
        Updates?.Before(Optimizer, Steps);
        var clip = Clip;
        var norm = Optimizer.Step(clip);
        if (!double.IsFinite(norm)) return Diverge($"the gradient of {Optimizer.FirstNonFiniteGradient()} is not finite");
        Steps++;
        Updates?.After(Optimizer);
        _interval.Norm = norm;
        _interval.Steps++;
        if (norm > clip) _interval.Clipped++;
        if (Adaptive is not null) Clip = Adaptive.Observe(norm);
        if (Steps % _logEvery == 0) Log();
        Gradients?.Observe(this, norm, clip);
        Activations?.Advance(Steps);
        Report(value);
        return Status == RunStatus.Running;
    }

    /// <summary>Logs what has gathered since the last event; the trainers call it at the end of an epoch.</summary>
    public void Log()
    {
        if (_interval.Steps == 0) return;
        if (Run is not null)
        {
            _metrics.Clear();
            _metrics.Add(("train/loss", _interval.Loss / _interval.Rows));
            _metrics.Add(("lr", Optimizer.LearningRate));
            _metrics.Add(("grad/norm", _interval.Norm));
            if (double.IsFinite(Clip)) _metrics.Add(("clip/rate", (double)_interval.Clipped / _interval.Steps));
            if (Adaptive is not null) _metrics.Add(("clip/limit", Clip));
            _metrics.Add(("rate/rows", _interval.Rows / Stopwatch.GetElapsedTime(_interval.Begun).TotalSeconds));
            Updates?.Drain(_metrics);
            Activations?.Drain(_metrics);
            Run.Log(Steps, CollectionsMarshal.AsSpan(_metrics));
        }
        _interval = new Interval { Begun = Stopwatch.GetTimestamp() };
    }

    /// <summary>What to store to go on from here.</summary>
    /// <exception cref="InvalidOperationException">In the middle of an accumulation.</exception>
    public StepperState State() => _accumulated == 0
        ? new StepperState(Steps, BaseRate, _interval.Loss, _interval.Rows, _interval.Norm, _interval.Steps, _interval.Clipped)
        : throw new InvalidOperationException($"{_accumulated} of {_accumulate} backward passes are done; take the state after the step.");

    /// <summary>Goes on from a stored state. The optimizer's own is stored and loaded beside it.</summary>
    public void Load(StepperState state)
    {
        (Steps, BaseRate, _accumulated) = (state.Steps, state.BaseRate, 0);
        _interval = new Interval
        {
            Loss = state.IntervalLoss,
            Rows = state.IntervalRows,
            Norm = state.IntervalNorm,
            Steps = state.IntervalSteps,
            Clipped = state.IntervalClipped,
            Begun = Stopwatch.GetTimestamp(),
        };
        _started = 0;
        _stepsBefore = Steps;
        Gradients?.Advance(Steps);
        Activations?.Advance(Steps);
    }

    string LossText(float value) => Optimizer.FirstNonFiniteParameter() is { } parameter
        ? $"parameter {parameter} is not finite, so the loss is {value}"
        : $"the loss is {value} while every parameter is finite";

    bool Diverge(string what)
    {
        Divergence = $"{what} at step {Steps + 1}";
        Run?.Warn(Steps, Divergence);
        return false;
    }

    void Report(float loss)
    {
        if (Progress is null) return;
        var now = Stopwatch.GetTimestamp();
        if (_lastProgress != 0 && Stopwatch.GetElapsedTime(_lastProgress, now).TotalSeconds < ProgressSeconds) return;
        _lastProgress = now;
        var elapsed = Stopwatch.GetElapsedTime(_started, now).TotalSeconds;
        var perStep = elapsed / (Steps - _stepsBefore);
        var rate = _interval.Rows / Math.Max(1e-9, Stopwatch.GetElapsedTime(_interval.Begun, now).TotalSeconds);
        var remaining = PlannedSteps > 0 ? perStep * Math.Max(0, PlannedSteps - Steps) : double.NaN;
        Progress(new Progress(Epoch, PlannedEpochs, Steps, PlannedSteps, loss, Optimizer.LearningRate, rate, elapsed, remaining));
    }

    struct Interval
    {
        public double Loss, Norm;
        public long Rows, Begun;
        public int Steps, Clipped;
    }
}
