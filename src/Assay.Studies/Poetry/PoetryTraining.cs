using System.Diagnostics.CodeAnalysis;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>Model, optimizer and stepper built from settings and seed, and one training step.</summary>
sealed partial class PoetryTraining
{
    const int CurvesKept = 40;

    readonly SettingValues _settings;
    readonly Rng _rng;
    readonly Curriculum _curriculum;
    readonly PoetryObjective _objective;
    readonly Corruption _corruption, _noise;

    public PoetryTraining(SettingValues settings, ulong seed, PoetryWindows train)
    {
        (_settings, _rng, Train) = (settings, new Rng(seed), train);
        (_curriculum, _objective) = (new Curriculum(settings), new PoetryObjective(settings));
        _corruption = new Corruption(settings.Text("denoise"), train);
        _noise = new Corruption(settings.Number("embedding.noise") > 0 ? Corruption.Gaussian : Corruption.None, train);
        Model = new PoetryAutoencoder(PoetrySettings.Architecture(settings, train.Table.Dimension), _rng.Split("model"));
        if (Model.Architecture.Components)
        {
            var mean = new PoetryScores(train).Mean;
            Model.Fit(new WaveComponents(train, mean, Model.Architecture.Bottleneck), mean);
        }
        var (rate, decay) = (settings.Number("lr"), settings.Number("decay"));
        Optimizer = decay > 0 ? new AdamW(Model.NamedParameters, rate, weightDecay: decay) : new Adam(Model.NamedParameters, rate);
        Epochs = settings.Whole("epochs");
        Stepper = new Stepper(Optimizer)
        {
            Clip = settings.Number("clip"), LogEvery = 20,
            Adaptive = settings.Flag("clip.adaptive") ? new AdaptiveClip(settings.Number("clip")) : null,
            Gradients = new GradientMonitor(settings.Whole("gradients.every"), new GradientLimits { Vanishing = settings.Number("gradients.vanishing"), Exploding = settings.Number("gradients.exploding") }),
        };
        Stepper.Updates = new UpdateProbe(Stepper.LogEvery);
        Follow(new RatePlan(settings.Text("scheduler"), 0, PlannedSteps, settings.Whole("scheduler.patience"), Math.Max(1, PlannedSteps / 50)));
    }

    public PoetryWindows Train { get; }

    public PoetryAutoencoder Model { get; }

    public Optimizer Optimizer { get; }

    public Stepper Stepper { get; }

    /// <summary>How the learning rate goes on.</summary>
    public RatePlan Plan { get; private set; }

    /// <summary>Epochs planned in all; a fresh schedule may add to those of the settings.</summary>
    public int Epochs { get; private set; }

    public int BatchesAnEpoch => Train.Count / _settings.Whole("batch") is > 0 and var whole ? whole : 1;

    public long PlannedSteps => (long)Epochs * BatchesAnEpoch;

    /// <summary>Highest validation cosine so far, by which the best checkpoint is chosen.</summary>
    public double BestValid { get; set; } = double.NegativeInfinity;

    /// <summary>Windows of the step after so many: a new random order each epoch; what makes no whole batch waits for another epoch.</summary>
    public int[] Places(long step)
    {
        var (epoch, batch) = Math.DivRem(step, BatchesAnEpoch);
        var size = Math.Min(_settings.Whole("batch"), Train.Count);
        var order = _rng.Split("order").Split($"{epoch}").Permutation(Train.Count);
        return order[((int)batch * size)..(((int)batch + 1) * size)];
    }

    /// <summary>Forward and loss of the step after so many.</summary>
    public Tensor Loss(long step, ReadOnlySpan<int> places)
    {
        var (taughtShare, longest) = Lesson(step);
        var texts = _settings.Flag("crops") ? Train.Crops(places, Draw("crops", step), longest) : Train.Texts(places, longest);
        var (x, lengths, mask) = Train.Batch(texts);
        var draw = Draw("taught", step);
        var taught = new bool[x.Dim(1)];
        for (var t = 0; t < taught.Length; t++) taught[t] = draw.NextDouble() < taughtShare;
        // What is read is damaged; what is held against stays whole.
        var read = _noise.Apply(x, texts, _settings.Number("embedding.noise"), Draw("noise", step));
        var damaged = _corruption.Apply(read, texts, Damage(step), Draw("denoise", step));
        var (code, logVariance, states) = Model.EncodePosterior(damaged, lengths);
        var drawn = logVariance is null ? code : code.WithNoise(logVariance, Tensor.Normal(Draw("posterior", step), 0, 1, code.Dims));
        var loss = _objective.Of(Model.Decode(drawn, states, lengths, x.Dim(1), read, taught), x, mask);
        return logVariance is null ? loss : loss + (Losses.NormalDivergence(code, logVariance, _settings.Number("kl.free")) * (float)Divergence(step));
    }

    /// <summary>Strength of the damage to what the encoder reads after so many steps.</summary>
    public double Damage(long step) => _settings.Number("denoise.strength") * Risen(step, _settings.Whole("denoise.ramp"));

    /// <summary>Weight of the divergence of codes from the standard normal distribution after so many steps.</summary>
    public double Divergence(long step) => _settings.Number("kl.weight") * Risen(step, _settings.Whole("kl.warmup"));

    /// <summary>What was set by the time of this step, as metrics.</summary>
    public IEnumerable<(string Name, double Value)> Conditions(long step)
    {
        var (taught, longest) = Lesson(step);
        yield return ("curriculum/taught", taught);
        yield return ("curriculum/tokens", Math.Min(longest, Train.Window));
        if (_settings.Text("denoise") != Corruption.None) yield return ("denoise/strength", Damage(step));
        if (Model.Architecture.Variational) yield return ("kl/weight", Divergence(step));
    }

    // Along a line from 0 to 1 in so many epochs.
    double Risen(long step, int epochs) => epochs == 0 ? 1 : Math.Min(1, step / ((double)epochs * BatchesAnEpoch));

    // Of a purpose and a step, so that nothing of it need be stored.
    Rng Draw(string purpose, long step) => _rng.Split(purpose).Split($"{step}");

    /// <summary>Share of steps taught and tokens of the longest window after so many steps.</summary>
    public (double Taught, int Longest) Lesson(long step) => _curriculum.At(step / BatchesAnEpoch);

    /// <summary>Goes on with a schedule of the learning rate that begins here; all else is as it was.</summary>
    /// <returns>The rate it begins with.</returns>
    public double Follow(FreshSchedule fresh)
    {
        // An epoch that was broken off is finished first.
        var done = (int)((Stepper.Steps + BatchesAnEpoch - 1) / BatchesAnEpoch);
        Epochs = fresh.Epochs is { } more ? done + more : Epochs;
        Stepper.BaseRate = fresh.Rate ?? Optimizer.LearningRate;
        Follow(new RatePlan(fresh.Scheduler, Stepper.Steps, Math.Max(1, PlannedSteps - Stepper.Steps), fresh.Patience));
        return Stepper.BaseRate;
    }

    /// <summary>Takes in the validation cosine of an epoch, which a plateau waits for.</summary>
    public void Observe(double cosine) => Stepper.BaseRate = Plan.Observe(cosine, Stepper.BaseRate);

    [MemberNotNull(nameof(Plan))]
    void Follow(RatePlan plan)
    {
        Plan = plan;
        (Stepper.Schedule, Stepper.PlannedEpochs, Stepper.PlannedSteps) = (plan.Factor, Epochs, PlannedSteps);
        Stepper.Gradients!.KeepAbout(CurvesKept, PlannedSteps);
    }
}
