using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>The training of the study.</summary>
sealed partial class PoetryTraining : EpochTraining
{
    readonly Curriculum _curriculum;
    readonly PoetryObjective _objective;
    readonly Corruption _corruption, _noise;

    public PoetryTraining(SettingValues settings, ulong seed, PoetryWindows train)
        : this(settings, new Rng(seed), train)
    {
    }

    PoetryTraining(SettingValues settings, Rng rng, PoetryWindows train)
        : base(settings, rng, Build(settings, rng, train), train.Count, warmUpPart: 50)
    {
        Train = train;
        (_curriculum, _objective) = (new Curriculum(settings), new PoetryObjective(settings));
        _corruption = new Corruption(settings.Text("denoise"), train);
        _noise = new Corruption(settings.Number("embedding.noise") > 0 ? Corruption.Gaussian : Corruption.None, train);
    }

    public PoetryWindows Train { get; }

    public PoetryAutoencoder Model => (PoetryAutoencoder)Network;

    /// <summary>Forward and loss of the step after so many.</summary>
    public override Tensor Loss(long step, ReadOnlySpan<int> places)
    {
        var (taughtShare, longest) = Lesson(step);
        var texts = Settings.Flag("crops") ? Train.Crops(places, Draw("crops", step), longest) : Train.Texts(places, longest);
        var (x, lengths, mask) = Train.Batch(texts);
        var draw = Draw("taught", step);
        var taught = new bool[x.Dim(1)];
        for (var t = 0; t < taught.Length; t++) taught[t] = draw.NextDouble() < taughtShare;
        // What is read is damaged; what is held against stays whole.
        var read = _noise.Apply(x, texts, Settings.Number("embedding.noise"), Draw("noise", step));
        var damaged = _corruption.Apply(read, texts, Damage(step), Draw("denoise", step));
        var (code, logVariance, states) = Model.EncodePosterior(damaged, lengths);
        var drawn = logVariance is null ? code : code.WithNoise(logVariance, Tensor.Normal(Draw("posterior", step), 0, 1, code.Dims));
        var loss = _objective.Of(Model.Decode(drawn, states, lengths, x.Dim(1), read, taught), x, mask);
        return logVariance is null ? loss : loss + (Losses.NormalDivergence(code, logVariance, Settings.Number("kl.free")) * (float)Divergence(step));
    }

    /// <summary>Strength of the damage to what the encoder reads after so many steps.</summary>
    public double Damage(long step) => Settings.Number("denoise.strength") * Risen(step, Settings.Whole("denoise.ramp"));

    /// <summary>Weight of the divergence of codes from the standard normal distribution after so many steps.</summary>
    public double Divergence(long step) => Settings.Number("kl.weight") * Risen(step, Settings.Whole("kl.warmup"));

    /// <summary>What was set by the time of this step, as metrics.</summary>
    public override IEnumerable<(string Name, double Value)> Conditions(long step)
    {
        var (taught, longest) = Lesson(step);
        yield return ("curriculum/taught", taught);
        yield return ("curriculum/tokens", Math.Min(longest, Train.Window));
        if (Settings.Text("denoise") != Corruption.None) yield return ("denoise/strength", Damage(step));
        if (Model.Architecture.Variational) yield return ("kl/weight", Divergence(step));
    }

    // Along a line from 0 to 1 in so many epochs.
    double Risen(long step, int epochs) => epochs == 0 ? 1 : Math.Min(1, step / ((double)epochs * BatchesAnEpoch));

    /// <summary>Share of steps taught and tokens of the longest window after so many steps.</summary>
    public (double Taught, int Longest) Lesson(long step) => _curriculum.At(step / BatchesAnEpoch);

    static PoetryAutoencoder Build(SettingValues settings, Rng rng, PoetryWindows train)
    {
        var model = new PoetryAutoencoder(PoetrySettings.Architecture(settings, train.Table.Dimension), rng.Split("model"));
        if (!model.Architecture.Components) return model;
        var mean = new PoetryScores(train).Mean;
        model.Fit(new WaveComponents(train, mean, model.Architecture.Bottleneck), mean);
        return model;
    }
}
