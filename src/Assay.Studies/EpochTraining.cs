using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Assay.Modules;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies;

/// <summary>
/// Model, optimizer and stepper of a training over examples in random orders, one training step, and the way of it all into and out of
/// checkpoints. Orders and draws follow from the seed and the step, so nothing of them is stored.
/// </summary>
/// <remarks>
/// The settings it reads: epochs, batch, lr, decay (AdamW's; 0 for Adam), clip, clip.adaptive, scheduler, scheduler.patience and gradients.every, .vanishing, .exploding.
/// </remarks>
abstract class EpochTraining
{
    const int CurvesKept = 40;

    (long Epoch, int[] Places) _order = (-1, []);

    /// <param name="settings">Of the study.</param>
    /// <param name="rng">Of the training's seed.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="examples">Training examples of an epoch.</param>
    /// <param name="warmUpPart">The learning rate rises in the first of so many equal parts of the steps; 0 for no rise.</param>
    protected EpochTraining(SettingValues settings, Rng rng, Module network, int examples, int warmUpPart)
    {
        (Settings, Rng, Network, Examples) = (settings, rng, network, examples);
        var (rate, decay) = (settings.Number("lr"), settings.Number("decay"));
        Optimizer = decay > 0 ? new AdamW(network.NamedParameters, rate, weightDecay: decay) : new Adam(network.NamedParameters, rate);
        Epochs = settings.Whole("epochs");
        Stepper = new Stepper(Optimizer)
        {
            Clip = settings.Number("clip"), LogEvery = 20,
            Adaptive = settings.Flag("clip.adaptive") ? new AdaptiveClip(settings.Number("clip")) : null,
            Gradients = new GradientMonitor(settings.Whole("gradients.every"), new GradientLimits { Vanishing = settings.Number("gradients.vanishing"), Exploding = settings.Number("gradients.exploding") }),
        };
        Stepper.Updates = new UpdateProbe(Stepper.LogEvery);
        Follow(new RatePlan(settings.Text("scheduler"), 0, PlannedSteps, settings.Whole("scheduler.patience"), warmUpPart == 0 ? 0 : Math.Max(1, PlannedSteps / warmUpPart)));
    }

    /// <summary>What is trained.</summary>
    public Module Network { get; }

    public Optimizer Optimizer { get; }

    public Stepper Stepper { get; }

    /// <summary>How the learning rate goes on.</summary>
    public RatePlan Plan { get; private set; }

    /// <summary>Epochs planned in all; a fresh schedule may add to those of the settings.</summary>
    public int Epochs { get; private set; }

    /// <summary>Training examples of an epoch.</summary>
    public int Examples { get; }

    public int BatchesAnEpoch => Examples / Settings.Whole("batch") is > 0 and var whole ? whole : 1;

    public long PlannedSteps => (long)Epochs * BatchesAnEpoch;

    /// <summary>Highest validation score so far, by which the best checkpoint is chosen.</summary>
    public double BestValid { get; private set; } = double.NegativeInfinity;

    /// <summary>Epochs since that score.</summary>
    public int EpochsSinceBest { get; private set; }

    /// <summary>Whether it is time to stop early.</summary>
    public virtual bool Enough => false;

    protected SettingValues Settings { get; }

    protected Rng Rng { get; }

    /// <summary>Examples of the step after so many: a new random order each epoch; what makes no whole batch waits for another epoch.</summary>
    public int[] Places(long step)
    {
        var (epoch, batch) = Math.DivRem(step, BatchesAnEpoch);
        var size = Math.Min(Settings.Whole("batch"), Examples);
        if (_order.Epoch != epoch) _order = (epoch, Rng.Split("order").Split($"{epoch}").Permutation(Examples));
        return _order.Places[((int)batch * size)..(((int)batch + 1) * size)];
    }

    /// <summary>Forward and loss of the step after so many.</summary>
    public abstract Tensor Loss(long step, ReadOnlySpan<int> places);

    /// <summary>What was set by the time of this step, as metrics.</summary>
    public virtual IEnumerable<(string Name, double Value)> Conditions(long step) => [];

    /// <summary>Takes in the validation score of an epoch, of which more is better: a plateau waits for it.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Observe(double score)
    {
        Stepper.BaseRate = Plan.Observe(score, Stepper.BaseRate);
        var best = score > BestValid;
        (BestValid, EpochsSinceBest) = best ? (score, 0) : (BestValid, EpochsSinceBest + 1);
        return best;
    }

    /// <summary>Goes on with a schedule of the learning rate that begins here; all else is as it was.</summary>
    /// <returns>The rate it begins with.</returns>
    public double Follow(FreshSchedule fresh)
    {
        // An epoch that was broken off is finished first.
        var done = (int)((Stepper.Steps + BatchesAnEpoch - 1) / BatchesAnEpoch);
        Epochs = fresh.Epochs is { } more ? done + more : Epochs;
        EpochsSinceBest = 0;
        Stepper.BaseRate = fresh.Rate ?? Optimizer.LearningRate;
        Follow(new RatePlan(fresh.Scheduler, Stepper.Steps, Math.Max(1, PlannedSteps - Stepper.Steps), fresh.Patience));
        return Stepper.BaseRate;
    }

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
            (BestValid, EpochsSinceBest, Epochs) = (N("bestValid"), (int)N("epochsSinceBest"), (int)N("epochs"));
            Follow(RatePlan.FromJson(checkpoint.Study["rate"]));
            Stepper.Gradients!.Load(checkpoint.Study["gradients"], gradients, Stepper.Steps);
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
        Load(Study.CheckpointPath(run.Folder, fresh?.From ?? "last"), GradientHistory.Load(run.Folder));
        if (fresh is null) return;
        var rate = Follow(fresh);
        Save(Study.CheckpointPath(run.Folder, "last"), run.Seconds);
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

    /// <summary>The median of a few steps in seconds, and the memory of one; the training is of no use afterwards.</summary>
    /// <param name="step">Which step of the plan is timed.</param>
    /// <param name="bytes">Memory that a step uses beside parameters and optimizer.</param>
    public double SecondsOfAStep(long step, out long bytes)
    {
        const int Steps = 5;
        var times = new List<double>();
        bytes = 0;
        using var arena = Arena.Enter();
        for (var turn = 0; turn < Steps; turn++)
        {
            var begin = Stopwatch.GetTimestamp();
            var loss = Loss(step, Places(step));
            Optimizer.ZeroGrad();
            loss.Backward();
            Optimizer.Step(1);
            bytes = Math.Max(bytes, Arena.CurrentBytes);
            arena.Rewind();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }
        times.Sort();
        return times[Steps / 2];
    }

    /// <summary>What the training set is, so that a checkpoint of another one is refused.</summary>
    protected abstract JsonObject TrainedOn();

    /// <summary>A fixed input whose answer is stored and computed again on loading.</summary>
    protected abstract Tensor Probe();

    /// <summary>The network's answer to it, in evaluation mode.</summary>
    protected abstract Tensor Answer(Tensor probe);

    /// <summary>Of a purpose and a step.</summary>
    protected Rng Draw(string purpose, long step) => Rng.Split(purpose).Split($"{step}");

    static void CheckData(Checkpoint checkpoint, string path, JsonObject trainedOn)
    {
        if (checkpoint.Study["windows"]?.ToJsonString() != trainedOn.ToJsonString())
            throw new InvalidDataException($"{path}: was trained on other data; the documents, their split or what they are made of have changed.");
    }

    [MemberNotNull(nameof(Plan))]
    void Follow(RatePlan plan)
    {
        Plan = plan;
        (Stepper.Schedule, Stepper.PlannedEpochs, Stepper.PlannedSteps) = (plan.Factor, Epochs, PlannedSteps);
        Stepper.Gradients!.KeepAbout(CurvesKept, PlannedSteps);
    }
}
