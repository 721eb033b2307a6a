using System.Text.Json.Nodes;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies;

// The way of a training into and out of checkpoints.
abstract partial class EpochTraining
{
    /// <summary>Everything to go on from here, bit for bit.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="seconds">Training time so far; null leaves it out, so that equal trainings write equal files.</param>
    public void Save(string path, double? seconds)
    {
        var checkpoint = new Checkpoint(Network, Optimizer, Probe(), Answer);
        var stepper = Stepper.State();
        foreach (var (name, value) in new (string, double)[]
        {
            ("step", stepper.Steps), ("epoch", stepper.Steps / BatchesAnEpoch), ("epochs", Epochs), ("baseRate", stepper.BaseRate),
            ("intervalLoss", stepper.IntervalLoss), ("intervalRows", stepper.IntervalRows), ("intervalNorm", stepper.IntervalNorm),
            ("intervalSteps", stepper.IntervalSteps), ("intervalClipped", stepper.IntervalClipped), ("bestValid", BestValid), ("epochsSinceBest", EpochsSinceBest),
        }) checkpoint.Numbers[name] = value;
        if (seconds is { } time) checkpoint.Numbers["seconds"] = time;
        checkpoint.Study["windows"] = TrainedOn();
        checkpoint.Study["rate"] = Plan.ToJson();
        checkpoint.Study["gradients"] = Stepper.Gradients!.State();
        if (Stepper.Adaptive is { } adaptive) checkpoint.Study["clip"] = new JsonArray([.. adaptive.State().Select(value => JsonValue.Create(value))]);
        Write(checkpoint);
        checkpoint.Write(path);
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    /// <param name="path">A checkpoint of a run.</param>
    /// <param name="gradients">The curves that the run kept.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not this training's.</exception>
    public void Load(string path, GradientHistory? gradients = null)
    {
        var checkpoint = Checkpoint.Read(path);
        checkpoint.Restore(Network, Optimizer, Answer);
        CheckData(checkpoint, path, TrainedOn());
        try
        {
            double N(string name) => checkpoint.Numbers[name];
            Stepper.Load(new StepperState((long)N("step"), N("baseRate"), N("intervalLoss"), (long)N("intervalRows"), N("intervalNorm"), (int)N("intervalSteps"), (int)N("intervalClipped")));
            // Checkpoints of earlier versions do not count these epochs.
            (BestValid, EpochsSinceBest, Epochs) = (N("bestValid"), checkpoint.Numbers.TryGetValue("epochsSinceBest", out var since) ? (int)since : 0, (int)N("epochs"));
            Follow(RatePlan.FromJson(checkpoint.Study["rate"]));
            Stepper.Gradients!.Load(checkpoint.Study["gradients"], gradients, Stepper.Steps);
            Read(checkpoint);
            if (Stepper.Adaptive is not { } adaptive) return;
            adaptive.Load([.. (checkpoint.Study["clip"] ?? throw new KeyNotFoundException("there is no 'clip'")).AsArray().Select(value => (double)value!)]);
            Stepper.Clip = adaptive.Limit;
        }
        catch (Exception exception) when (exception is KeyNotFoundException or NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: the checkpoint lacks what this training needs to go on: {exception.Message}", exception);
        }
    }

    /// <summary>Goes on with a stored run; a fresh schedule is in the last checkpoint before its first step, so that whoever is interrupted goes on with it.</summary>
    public void Resume(Run run, FreshSchedule? fresh)
    {
        Load(Study.CheckpointPath(run.Folder, fresh?.From ?? EpochSession.Last), GradientHistory.Load(run.Folder));
        if (fresh is null) return;
        var rate = Follow(fresh);
        Save(Study.CheckpointPath(run.Folder, EpochSession.Last), run.Seconds);
        var resumptions = run.Record.Resumptions;
        if (resumptions.Count > 0)
            resumptions[^1] = resumptions[^1] with { Scheduler = fresh.Scheduler, Epochs = Epochs - (int)(Stepper.Steps / BatchesAnEpoch), Rate = rate };
    }

    /// <summary>Refuses a fresh schedule that a run cannot go on with, before anything of it is cut.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fresh">What was asked for.</param>
    /// <param name="trainedOn">Makes what <see cref="TrainedOn"/> says of the data as it is now.</param>
    public static void CheckFresh(RunReader run, FreshSchedule fresh, Func<JsonObject> trainedOn)
    {
        var path = Study.CheckpointPath(run.Folder, fresh.From);
        var checkpoint = Checkpoint.Read(path);
        if (!checkpoint.HasOptimizer) throw new InvalidDataException($"{path}: holds the model alone, so training cannot go on from it.");
        if (!checkpoint.Numbers.TryGetValue("epoch", out var done) || !checkpoint.Numbers.TryGetValue("epochs", out var planned))
            throw new InvalidDataException($"{path}: epoch or epochs are missing.");
        if (fresh.Epochs is null && done >= planned)
            throw new InvalidOperationException($"run '{run.Id}' has done all of its {planned} epochs; say with --epochs how many more");
        CheckData(checkpoint, path, trainedOn());
    }

    /// <summary>Adds what else a training must know to go on.</summary>
    protected virtual void Write(Checkpoint checkpoint)
    {
    }

    /// <summary>Takes back what <see cref="Write"/> added; model and optimizer are in place.</summary>
    /// <exception cref="KeyNotFoundException">Something is missing.</exception>
    protected virtual void Read(Checkpoint checkpoint)
    {
    }

    /// <summary>What the training set is, so that a checkpoint of another one is refused.</summary>
    protected abstract JsonObject TrainedOn();

    /// <summary>A fixed input whose answer is stored and computed again on loading.</summary>
    protected abstract Tensor Probe();

    /// <summary>The network's answer to it, in evaluation mode.</summary>
    protected abstract Tensor Answer(Tensor probe);

    static void CheckData(Checkpoint checkpoint, string path, JsonObject trainedOn)
    {
        if (checkpoint.Study["windows"]?.ToJsonString() != trainedOn.ToJsonString())
            throw new InvalidDataException($"{path}: was trained on other data; the documents, their split or what they are made of have changed.");
    }
}
