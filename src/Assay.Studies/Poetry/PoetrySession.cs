using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>The training loop of the study: steps, a validation after each epoch, checkpoints, and word of it all.</summary>
sealed class PoetrySession
{
    readonly Run _run;
    readonly PoetryTraining _training;
    readonly PoetryJudge _judge;
    readonly TrainingControl _control;
    readonly Dictionary<string, double> _latest = [];
    Progress _last;

    public PoetrySession(Run run, PoetryTraining training, PoetryJudge judge, TrainingControl control)
    {
        (_run, _training, _judge, _control) = (run, training, judge, control);
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

    public TrainingOutcome Train()
    {
        var (stepper, model) = (_training.Stepper, _training.Model);
        Directory.CreateDirectory(_run.CheckpointsFolder);
        model.Train();
        Report("training");
        _run.StartClock();
        using (var arena = Arena.Enter())
        {
            while (stepper.Steps < _training.PlannedSteps)
            {
                stepper.Epoch = (int)(stepper.Steps / _training.BatchesAnEpoch) + 1;
                _run.Epoch = stepper.Epoch;
                var places = _training.Places(stepper.Steps);
                Tensor loss;
                using (stepper.WatchStates()) loss = _training.Loss(stepper.Steps, places);
                stepper.Step(loss, places.Length);
                arena.Rewind();
                if (stepper.Divergence is not null) break;
                if (stepper.Steps % _training.BatchesAnEpoch == 0) FinishEpoch();
                if (stepper.Status != RunStatus.Running) break;
            }
        }
        _run.StopClock();
        if (stepper.Status == RunStatus.Diverged) return new TrainingOutcome(RunStatus.Diverged, stepper.Divergence);
        if (stepper.Steps >= _training.PlannedSteps) return new TrainingOutcome(RunStatus.Finished);
        _run.Log(stepper.Steps);
        Checkpoint();
        return new TrainingOutcome(RunStatus.Stopped, $"stopped on request at step {stepper.Steps} of {_training.PlannedSteps}");
    }

    /// <summary>Tells the caller how far training is, and what there is to warn of.</summary>
    public void Report(string phase, string? warning = null)
    {
        if (_control.Progress is null) return;
        var stepper = _training.Stepper;
        string[] shown = ["train/loss", "valid/cosine", "valid/mse"];
        _control.Progress(new TrainingProgress(
            phase, Math.Max(1, stepper.Epoch), _training.Epochs, stepper.Steps, _training.PlannedSteps, _last.RowsPerSecond, _run.Seconds,
            phase == "training" ? _last.Remaining : double.NaN, [.. shown.Where(_latest.ContainsKey).Select(name => (name, _latest[name]))],
            warning, stepper.Gradients!.Summary, _training.Model.ParameterCount));
    }

    void FinishEpoch()
    {
        _run.StopClock();
        var stepper = _training.Stepper;
        stepper.Log();
        var scores = _judge.Valid(_training.Model);
        _run.Log(stepper.Steps, [.. scores.Select(score => (score.Key, score.Value)), .. _training.Conditions(stepper.Steps - 1)]);
        _run.Record.Metrics = scores;
        foreach (var (name, value) in scores) _latest[name] = value;
        _training.Observe(scores["valid/cosine"]);
        if (scores["valid/cosine"] > _training.BestValid)
        {
            _training.BestValid = scores["valid/cosine"];
            _training.Save(PoetryStudy.CheckpointPath(_run.Folder, "best"), seconds: null);
            _run.Record.Best = new Dictionary<string, double>(scores) { ["step"] = stepper.Steps, ["epoch"] = stepper.Epoch };
        }
        Checkpoint();
        _run.StartClock();
    }

    // Events first: a resumed run cuts those after its checkpoint.
    void Checkpoint()
    {
        _run.Flush();
        _training.Stepper.Gradients!.History.Save(_run.Folder);
        _training.Save(PoetryStudy.CheckpointPath(_run.Folder, "last"), _run.Seconds);
        _run.Save();
    }
}
