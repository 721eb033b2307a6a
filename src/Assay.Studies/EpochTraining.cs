using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Assay.Modules;
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
abstract partial class EpochTraining
{
    const int CurvesKept = 40;

    (long Epoch, int[] Places) _order = (-1, []);

    /// <param name="settings">Of the study.</param>
    /// <param name="rng">Of the training's seed.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="examples">Training examples of an epoch.</param>
    /// <param name="warmUpPart">The learning rate rises in the first of so many equal parts of the steps; 0 for no rise.</param>
    /// <param name="optimizer">What moves the network; null for AdamW, or Adam where there is no decay.</param>
    protected EpochTraining(SettingValues settings, Rng rng, Module network, int examples, int warmUpPart, Optimizer? optimizer = null)
    {
        (Settings, Rng, Network, Examples) = (settings, rng, network, examples);
        var (rate, decay) = (settings.Number("lr"), settings.Number("decay"));
        Optimizer = optimizer ?? (decay > 0 ? new AdamW(network.NamedParameters, rate, weightDecay: decay) : new Adam(network.NamedParameters, rate));
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

    /// <summary>Epochs from one evaluation, and its checkpoints, to the next.</summary>
    public virtual int EvaluateEvery => 1;

    protected SettingValues Settings { get; }

    protected Rng Rng { get; }

    /// <summary>Draws the orders of the examples.</summary>
    protected virtual Rng Orders => Rng.Split("order");

    /// <summary>Examples of the step after so many: a new random order each epoch; what makes no whole batch waits for another epoch.</summary>
    public virtual int[] Places(long step)
    {
        var (epoch, batch) = Math.DivRem(step, BatchesAnEpoch);
        var size = Math.Min(Settings.Whole("batch"), Examples);
        if (_order.Epoch != epoch) _order = (epoch, Orders.Split($"{epoch}").Permutation(Examples));
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

    /// <summary>Of a purpose and a step.</summary>
    protected Rng Draw(string purpose, long step) => Rng.Split(purpose).Split($"{step}");

    [MemberNotNull(nameof(Plan))]
    void Follow(RatePlan plan)
    {
        Plan = plan;
        (Stepper.Schedule, Stepper.PlannedEpochs, Stepper.PlannedSteps) = (plan.Factor, Epochs, PlannedSteps);
        Stepper.Gradients!.KeepAbout(CurvesKept, PlannedSteps);
    }
}
