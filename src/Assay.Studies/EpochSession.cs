using System.Diagnostics;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies;

/// <summary>The loop of an <see cref="EpochTraining"/>: steps, a validation after each epoch, checkpoints, and word of it all.</summary>
sealed class EpochSession
{
    // Short epochs need no checkpoint each.
    const double SecondsBetweenCheckpoints = 1;

    /// <summary>Names of the checkpoints.</summary>
    public const string Best = "best", Last = "last";

    readonly Run _run;
    readonly EpochTraining _training;
    readonly Func<Dictionary<string, double>> _validate;
    readonly string _score;
    readonly string[] _shown;
    readonly TrainingControl _control;
    readonly Dictionary<string, double> _latest = [];
    readonly long _parameters;
    Stopwatch? _sinceCheckpoint;
    Progress _last;

    /// <param name="run">Where events and checkpoints go.</param>
    /// <param name="training">What goes on.</param>
    /// <param name="validate">Scores of the model after an epoch, by metric name.</param>
    /// <param name="score">The one, of which more is better, that chooses the best checkpoint.</param>
    /// <param name="shown">Metrics for the display.</param>
    /// <param name="control">What the caller asks and hears.</param>
    public EpochSession(Run run, EpochTraining training, Func<Dictionary<string, double>> validate, string score, string[] shown, TrainingControl control)
    {
        (_run, _training, _validate, _score, _shown, _control) = (run, training, validate, score, shown, control);
        _parameters = training.Network.ParameterCount;
        var stepper = training.Stepper;
        (stepper.Stop, stepper.Run) = (control.Stop, run);
        stepper.Gradients!.Warned = warning => Report("training", $"gradients {warning.Name}: {warning.Evidence}");
        stepper.Progress = progress =>
        {
            _last = progress;
            _latest["train/loss"] = progress.Loss;
            Report("training");
        };
    }

    /// <summary>Trains to the end, or until it is asked to stop.</summary>
    public TrainingOutcome Train()
    {
        var stepper = _training.Stepper;
        Directory.CreateDirectory(_run.CheckpointsFolder);
        _training.Network.Train();
        Report("training");
        _run.StartClock();
        using (var arena = Arena.Enter())
        {
            while (stepper.Steps < _training.PlannedSteps && !_training.Enough)
            {
                stepper.Epoch = (int)(stepper.Steps / _training.BatchesAnEpoch) + 1;
                _run.Epoch = stepper.Epoch;
                var places = _training.Places(stepper.Steps);
                Tensor loss;
                using (stepper.WatchStates()) loss = _training.Loss(stepper.Steps, places);
                stepper.Step(loss, places.Length);
                arena.Rewind();
                if (stepper.Divergence is not null) break;
                if (stepper.Steps % _training.BatchesAnEpoch == 0) FinishEpoch(stepper.Epoch);
                if (stepper.Status != RunStatus.Running) break;
            }
        }
        _run.StopClock();
        if (stepper.Status == RunStatus.Diverged) return new TrainingOutcome(RunStatus.Diverged, stepper.Divergence);
        if (stepper.Steps >= _training.PlannedSteps) return new TrainingOutcome(RunStatus.Finished);
        if (_training.Enough)
        {
            Checkpoint();
            return new TrainingOutcome(RunStatus.Finished, $"stopped early after epoch {stepper.Epoch} of {_training.Epochs}: {_training.EpochsSinceBest} epochs without a better {_score}");
        }
        _run.Log(stepper.Steps);
        Checkpoint();
        return new TrainingOutcome(RunStatus.Stopped, $"stopped on request at step {stepper.Steps} of {_training.PlannedSteps}");
    }

    /// <summary>Tells the caller how far training is, and what there is to warn of.</summary>
    public void Report(string phase, string? warning = null)
    {
        if (_control.Progress is null) return;
        var stepper = _training.Stepper;
        _control.Progress(new TrainingProgress(
            phase, Math.Max(1, stepper.Epoch), _training.Epochs, stepper.Steps, _training.PlannedSteps, _last.RowsPerSecond, _run.Seconds,
            phase == "training" ? _last.Remaining : double.NaN, [.. _shown.Where(_latest.ContainsKey).Select(name => (name, _latest[name]))],
            warning, stepper.Gradients!.Summary, _parameters));
    }

    void FinishEpoch(int epoch)
    {
        var stepper = _training.Stepper;
        if (epoch % _training.EvaluateEvery != 0 && epoch < _training.Epochs) return;
        _run.StopClock();
        stepper.Log();
        var scores = _validate();
        _run.Log(stepper.Steps, [.. scores.Select(score => (score.Key, score.Value)), .. _training.Conditions(stepper.Steps - 1)]);
        _run.Record.Metrics = scores;
        foreach (var (name, value) in scores) _latest[name] = value;
        if (_training.Observe(scores[_score]))
        {
            _training.Save(Study.CheckpointPath(_run.Folder, Best), seconds: null);
            _run.Record.Best = new Dictionary<string, double>(scores) { ["step"] = stepper.Steps, ["epoch"] = stepper.Epoch };
        }
        if (epoch == _training.Epochs || _sinceCheckpoint is null || _sinceCheckpoint.Elapsed.TotalSeconds >= SecondsBetweenCheckpoints) Checkpoint();
        _run.StartClock();
    }

    // Events first: a resumed run cuts those after its checkpoint.
    void Checkpoint()
    {
        _run.Flush();
        _training.Stepper.Gradients!.History.Save(_run.Folder);
        _training.Save(Study.CheckpointPath(_run.Folder, Last), _run.Seconds);
        _run.Save();
        _sinceCheckpoint = Stopwatch.StartNew();
    }
}
