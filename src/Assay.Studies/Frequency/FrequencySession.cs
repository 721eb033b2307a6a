using Assay.Runs;
using Assay.Training;

namespace Assay.Studies.Frequency;

/// <summary>The training loop of the study: epochs, a frozen evaluation after each, checkpoints, and word of it all.</summary>
sealed class FrequencySession
{
    readonly Run _run;
    readonly FrequencyTraining _training;
    readonly FrequencySets _sets;
    readonly FrozenScores _frozen;
    readonly TrainingControl _control;
    readonly Dictionary<string, double> _latest = [];
    Progress _last;

    public FrequencySession(Run run, FrequencyTraining training, FrequencySets sets, TrainingControl control)
    {
        (_run, _training, _sets, _frozen, _control) = (run, training, sets, new FrozenScores(sets), control);
        var stepper = training.Trainer.Stepper;
        stepper.Stop = control.Stop;
        if (control.Progress is null) return;
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
        var (trainer, streams) = (_training.Trainer, _training.Streams);
        var stepper = trainer.Stepper;
        Directory.CreateDirectory(_run.CheckpointsFolder);
        streams.Progress = (double)stepper.Steps / _training.PlannedSteps;
        Report("training");
        _run.StartClock();
        foreach (var epoch in trainer.Epochs(streams, _training.Epochs, _run))
        {
            _run.StopClock();
            Finish(epoch);
            streams.Progress = (double)stepper.Steps / _training.PlannedSteps;
            _run.StartClock();
        }
        _run.StopClock();
        if (stepper.Status == RunStatus.Diverged) return new TrainingOutcome(RunStatus.Diverged, stepper.Divergence);
        var done = trainer.State().Epochs >= _training.Epochs;
        if (!done)
        {
            // Says how far it got; the metrics since the last event belong to the event that a resumed run will write.
            _run.Log(stepper.Steps);
            Checkpoint();
        }
        return done ? new TrainingOutcome(RunStatus.Finished) : new TrainingOutcome(RunStatus.Stopped, $"stopped on request at step {stepper.Steps} of {_training.PlannedSteps}");
    }

    /// <summary>Tells the caller how far training is, and what there is to warn of.</summary>
    public void Report(string phase, string? warning = null)
    {
        if (_control.Progress is null) return;
        var stepper = _training.Trainer.Stepper;
        string[] shown = ["train/loss", "online/loss", "train/mse", "test/mse", "independent/mse"];
        _control.Progress(new TrainingProgress(
            phase, Math.Max(1, stepper.Epoch), _training.Epochs, stepper.Steps, _training.PlannedSteps, _last.RowsPerSecond, _run.Seconds,
            phase == "training" ? _last.Remaining : double.NaN,
            [.. shown.Where(_latest.ContainsKey).Select(name => (name, _latest[name]))],
            warning, stepper.Gradients!.Summary, _run.Record.Parameters));
    }

    void Finish(Epoch epoch)
    {
        Report("evaluating");
        // Not before training, which a user waits for.
        if (_run.Record.Baselines.Count == 0) _run.Record.Baselines = _sets.Baselines();
        _training.Average?.Swap();
        var scores = _frozen.Splits(_training.Model);
        var improved = scores["train/mse"] < _training.BestTrainMse;
        var step = _training.Trainer.Stepper.Steps;
        (string Name, double Value)[] metrics =
            [.. scores.Select(score => (score.Key, score.Value)), .. _training.TakeOnlineLossOfTones()];
        _run.Log(step, metrics);
        var record = _run.Record;
        record.Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value);
        record.Metrics["online/loss"] = epoch.TrainLoss;
        foreach (var (name, value) in record.Metrics) _latest[name] = value;
        if (improved)
        {
            _training.BestTrainMse = scores["train/mse"];
            _training.SaveModel(FrequencyStudy.CheckpointPath(_run.Folder, "best"), step, epoch.Number);
            record.Best = new Dictionary<string, double>(record.Metrics) { ["step"] = step, ["epoch"] = epoch.Number };
        }
        _training.Average?.Swap();
        Checkpoint();
    }

    // Events first: a resumed run cuts those after its checkpoint.
    void Checkpoint()
    {
        _run.Flush();
        _training.Trainer.Stepper.Gradients!.History.Save(_run.Folder);
        _training.Save(FrequencyStudy.CheckpointPath(_run.Folder, "last"), _run.Seconds);
        _run.Save();
    }
}
