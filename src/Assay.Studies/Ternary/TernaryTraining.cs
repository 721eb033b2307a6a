using System.Text.Json.Nodes;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Ternary;

/// <summary>The training of the study.</summary>
sealed class TernaryTraining : EpochTraining
{
    const int WarmUpPart = 7;

    readonly TernaryObjective _objective;
    readonly LevelBatches? _levels;
    readonly Rng _order, _noise;
    readonly bool _both, _drawn, _fresh, _fromPoint;
    readonly int _patience, _every;
    readonly TernaryCodes?[] _frozen = new TernaryCodes?[2];
    readonly Homeostasis? _homeostasis;
    readonly double _rise;
    Dictionary<string, double> _start = [];

    // What came right when nothing of it was trained any more.
    bool[]? _recovered;

    // What the controller reads of the last evaluation.
    (double A, double B) _hierarchy;

    public TernaryTraining(SettingValues settings, ulong seed)
        : this(settings, seed, new TernaryModel(TernarySettings.Architecture(settings), Of(settings, "seed.start", seed).Split("model")))
    {
    }

    TernaryTraining(SettingValues settings, ulong seed, TernaryModel model)
        : base(settings, new Rng(seed), model, TernaryOperations.Count, settings.Flag("warmup") ? WarmUpPart : 0, Riemannian(settings, model))
    {
        _objective = new TernaryObjective(settings);
        (_order, _noise) = (Of(settings, "seed.order", seed).Split("order"), Of(settings, "seed.noise", seed).Split("noise"));
        _levels = settings.Number("stratified") < 0 ? null : new LevelBatches(settings.Whole("batch"), settings.Number("stratified"));
        (_both, _drawn, _fresh, _fromPoint) = (settings.Text("codes") == TernarySettings.Both, settings.Text("geometry") == TernarySettings.Drawn, settings.Flag("optimizer.fresh"), settings.Text("decode") == TernarySettings.Point);
        (_patience, _every, _rise) = (settings.Whole("patience"), settings.Whole("evaluate.every"), settings.Number("loss.geodesic.rise"));
        if (settings.Flag("homeostasis")) _homeostasis = new Homeostasis();
        Release("decoder_a", settings.Number("train.decoder"));
        ReleaseEncoders();
    }

    public TernaryModel Model => (TernaryModel)Network;

    /// <inheritdoc/>
    public override bool Enough => _patience > 0 && EpochsSinceBest >= _patience;

    /// <inheritdoc/>
    public override int EvaluateEvery => _every;

    /// <summary>What the model was before training, as metrics under <c>start/</c>.</summary>
    public IReadOnlyDictionary<string, double> StartScores => _start;

    /// <summary>Numbers that training has moved so far.</summary>
    public long MovedParameters
    {
        get
        {
            var scalars = Optimizer.State().Scalars;
            return Network.NamedParameters.Where(entry => scalars[entry.Name + ".step"] > 0).Sum(entry => (long)entry.Parameter.Count);
        }
    }

    /// <summary>Measures the model before its first step.</summary>
    /// <param name="randomTensors">Tensors that the checkpoint it starts from did not have.</param>
    public void Begin(int randomTensors)
    {
        _start = Validate().ToDictionary(score => "start/" + score.Key, score => score.Value);
        if (randomTensors > 0) _start[TernaryVerdict.RandomTensors] = randomTensors;
        var variances = TernaryScores.LevelVariances(Embed(b: false, drawn: true).Radii);
        _objective.StartVariances = [.. variances.Zip(TernaryOperations.LevelSizes, (variance, size) => size > 1 ? variance * size / (size - 1) : 0)];
    }

    /// <inheritdoc/>
    public override int[] Places(long step) => _levels?.Draw(_order.Split($"{step}")) ?? base.Places(step);

    /// <inheritdoc/>
    public override Tensor Loss(long step, ReadOnlySpan<int> places)
    {
        if (_fresh && step > 0 && step % BatchesAnEpoch == 0) Optimizer.Forget();
        var rng = _noise.Split($"{step}");
        var batch = new TernaryBatch(places.ToArray(), _objective.NeedsPairs ? Settings.Whole("pairs") : 0, rng.Split("pairs"));
        var a = Code(batch, b: false, rng.Split("a"));
        var b = _both || Model.Controller is not null ? Code(batch, b: true, rng.Split("b")) : null;
        var weights = Model.Controller?.Forward(State(a, b!));
        var tau = _rise > 0 ? Math.Min(1, step / (_rise * PlannedSteps)) : 1;
        var loss = Part(a, batch, b: false, tau, weights);
        if (_both) loss = Sum(loss, Part(b!, batch, b: true, tau, weights));
        if (weights is { } set) loss = Sum(loss, TernaryObjective.Restraint(set));
        return loss ?? throw new ArgumentException("no loss has a weight; needed: one of the settings 'loss...' above 0");
    }

    /// <summary>Measures the model after an epoch, and freezes and releases what a homeostasis says.</summary>
    public Dictionary<string, double> FinishEpoch(Run run)
    {
        var scores = Validate();
        _hierarchy = (scores["hierarchy"], scores.GetValueOrDefault("hierarchy/b"));
        if (_homeostasis is null) return scores;
        var quality = scores["coverage"] - scores["hierarchy"];
        foreach (var change in _homeostasis.Observe(scores["coverage"], _hierarchy.A, _hierarchy.B, ControllerNorm(), quality)) run.Warn(Stepper.Steps, change);
        ReleaseEncoders();
        return scores;
    }

    /// <summary>Metrics between epochs, over all operations.</summary>
    public Dictionary<string, double> Validate()
    {
        var drawn = Settings.Text("evaluate") == TernarySettings.Drawn;
        var scores = TernaryScores.Of(Embed(b: false, drawn), "", complete: false);
        if (_both)
            foreach (var (name, value) in TernaryScores.Of(Embed(b: true, drawn), "/b", complete: false)) scores[name] = value;
        scores["score"] = Score(scores);
        return scores;
    }

    // Radii, and what is recovered by code A.
    TernaryEmbedding Embed(bool b, bool drawn)
    {
        var training = Network.Training;
        Network.Eval();
        var codes = _frozen[b ? 1 : 0] ?? TernaryCodes.Of(Model.Encoder(b));
        // What is frozen and does not read points decodes as it did.
        var known = !b && _recovered is not null && _frozen[0] is not null && !_fromPoint && Frozen("decoder_a");
        var embedding = codes.Embed(Model, b, drawn ? _noise.Split($"evaluation {Stepper.Steps}") : null, decode: !b && !known, _fromPoint, points: false);
        if (training) Network.Train();
        if (b) return embedding;
        if (known) return embedding with { Recovered = _recovered };
        _recovered = embedding.Recovered;
        return embedding;
    }

    /// <summary>Puts a stored model into one of these settings.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or another model's.</exception>
    public static (TernaryModel Model, long Step) LoadModel(SettingValues settings, string path)
    {
        var checkpoint = Checkpoint.Read(path);
        var model = new TernaryModel(TernarySettings.Architecture(settings), new Rng(0));
        checkpoint.RestoreModel(model, probe => Answer(model, probe));
        model.Eval();
        return (model, checkpoint.Numbers.TryGetValue("step", out var step) ? (long)step : throw new InvalidDataException($"{path}: the step is missing."));
    }

    /// <summary>Begins with the weights of a checkpoint.</summary>
    /// <returns>Tensors that the file did not have in the right shape and that stay as they were drawn; none where it is strict.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or, where it is strict, another architecture's.</exception>
    public IReadOnlyList<string> StartFrom(string path, bool strict)
    {
        if (strict)
        {
            Checkpoint.Read(path).RestoreModel(Model, probe => Answer(Model, probe));
            Thaw();
            return [];
        }
        var stored = Safetensors.Read(path).Tensors;
        List<string> random = [];
        foreach (var (name, tensor) in Model.StateDict())
        {
            if (stored.TryGetValue(name, out var found) && found.Dims.SequenceEqual(tensor.Dims)) tensor.CopyFrom(found.ToTensor());
            else random.Add(name);
        }
        Thaw();
        return random;
    }

    /// <inheritdoc/>
    protected override Rng Orders => _order;

    /// <inheritdoc/>
    protected override JsonObject TrainedOn() => new() { ["operations"] = TernaryOperations.Count };

    /// <inheritdoc/>
    protected override Tensor Probe() => TernaryOperations.Inputs([0, 1, 3 * 3 * 3, TernaryOperations.Count - 1]);

    /// <inheritdoc/>
    protected override Tensor Answer(Tensor probe) => Answer(Model, probe);

    /// <inheritdoc/>
    protected override void Write(Checkpoint checkpoint)
    {
        foreach (var (name, value) in _start) checkpoint.Numbers[name] = value;
        (checkpoint.Numbers["hierarchy/a"], checkpoint.Numbers["hierarchy/b"]) = _hierarchy;
        if (_homeostasis is not null) checkpoint.Study["homeostasis"] = _homeostasis.ToJson();
        checkpoint.Study["variances"] = new JsonArray([.. _objective.StartVariances.Select(variance => JsonValue.Create(variance))]);
    }

    /// <inheritdoc/>
    protected override void Read(Checkpoint checkpoint)
    {
        _start = checkpoint.Numbers.Where(entry => entry.Key.StartsWith("start/", StringComparison.Ordinal)).ToDictionary(entry => entry.Key, entry => entry.Value);
        _objective.StartVariances = [.. (checkpoint.Study["variances"] ?? throw new KeyNotFoundException("there are no 'variances'")).AsArray().Select(value => (double)value!)];
        _hierarchy = (checkpoint.Numbers["hierarchy/a"], checkpoint.Numbers["hierarchy/b"]);
        _homeostasis?.Load(checkpoint.Study["homeostasis"]);
        ReleaseEncoders();
    }

    // Means, radii and digits of a few operations: everything that evaluation uses.
    static Tensor Answer(TernaryModel model, Tensor probe)
    {
        var training = model.Training;
        model.Eval();
        List<Tensor> parts = [];
        foreach (var b in new[] { false, true })
        {
            var (mean, logVariance) = model.Encoder(b).Forward(probe);
            var radius = model.Project(b).Radius(mean);
            parts.AddRange([mean, logVariance, radius, model.Project(b).Point(mean, radius)]);
            if (!b) parts.Add(model.Decoder.Forward(mean).Reshape(probe.Dim(0), TernaryOperations.Digits * 3));
        }
        if (training) model.Train();
        return Tensor.Concat(1, [.. parts]);
    }

    TernaryCode Code(TernaryBatch batch, bool b, Rng rng)
    {
        var (mean, logVariance) = Codes(batch.Places, b);
        var drawn = mean.WithNoise(logVariance, Tensor.Normal(rng, 0, 1, mean.Dims));
        var projected = _drawn ? drawn : mean;
        var radius = Model.Project(b).Radius(projected);
        return new TernaryCode(mean, logVariance, drawn, radius, _objective.NeedsPoints || (_fromPoint && !b) ? Model.Project(b).Point(projected, radius) : null);
    }

    Tensor? Part(TernaryCode code, TernaryBatch batch, bool b, double tau, LossWeights? weights)
    {
        var loss = _objective.Geometry(code, batch, Model, b, tau, weights);
        if (_frozen[b ? 1 : 0] is null) loss = Sum(loss, _objective.Divergence(code, b ? weights?.BetaB : weights?.BetaA));
        // What is frozen together has the same reconstruction whatever training does.
        if (!b && _objective.Reconstructs && (_fromPoint || _frozen[0] is null || !Frozen("decoder_a")))
            loss = Sum(loss, _objective.Reconstruction(Model.Decoder.Forward(_fromPoint ? Model.Ball(b).LogOrigin(code.Point!) : code.Drawn), batch));
        return loss;
    }

    // What the controller reads, (1, 8): numbers without gradients.
    Tensor State(TernaryCode a, TernaryCode b)
    {
        using var paused = Tensor.PauseGradients();
        float Radius(TernaryCode code, bool second) => Model.Ball(second).DistanceToOrigin(code.Radius).Mean().Item();
        float Divergence(TernaryCode code) => code.Mean.NormalDivergence(code.LogVariance).Item() / code.Mean.Dim(0);
        return Tensor.From([Radius(a, false), Radius(b, true), (float)_hierarchy.A, (float)_hierarchy.B, Divergence(a), Divergence(b), 0, 0], 1, LossController.Inputs);
    }

    double ControllerNorm()
    {
        var squares = 0.0;
        for (var index = 0; index < Optimizer.Names.Count; index++)
            if (Optimizer.Names[index].StartsWith("controller.", StringComparison.Ordinal)) squares += Optimizer.GradientNorms[index] * Optimizer.GradientNorms[index];
        return Math.Sqrt(squares);
    }

    (Tensor Mean, Tensor LogVariance) Codes(int[] places, bool b) => _frozen[b ? 1 : 0] is { } frozen
        ? (frozen.Means.Rows(places), frozen.LogVariances.Rows(places))
        : Model.Encoder(b).Forward(TernaryOperations.Inputs(places));

    // Higher is better: full coverage first, then richness, then the hierarchy.
    double Score(Dictionary<string, double> scores)
    {
        var (coverage, needed, rich) = (scores["coverage"], Settings.Number("select.coverage"), Settings.Number("select.richness"));
        if (coverage < needed) return coverage - 3;
        return -scores["hierarchy"] - (rich > 0 ? Math.Max(0, 1 - (scores["richness"] / rich)) : 0);
    }

    void Release(string prefix, double factor)
    {
        foreach (var (name, parameter) in Network.NamedParameters)
            if (name.StartsWith(prefix + ".", StringComparison.Ordinal)) parameter.Trainable = factor > 0;
        if (factor > 0) Optimizer.SetRate(prefix, factor);
    }

    void ReleaseEncoders()
    {
        foreach (var (part, prefix, setting) in new[] { (Homeostasis.A, "encoder_a", "train.a"), (Homeostasis.B, "encoder_b", "train.b") })
            Release(prefix, _homeostasis?.IsFrozen(part) == true ? 0 : Settings.Number(setting));
        if (_homeostasis is not null && Model.Controller is not null) Release("controller", _homeostasis.IsFrozen(Homeostasis.Controller) ? 0 : 1);
        Thaw();
    }

    // Codes of a frozen encoder are computed once.
    void Thaw()
    {
        _recovered = null;
        (_frozen[0], _frozen[1]) = (Frozen("encoder_a") ? TernaryCodes.Of(Model.Encoder(false)) : null, Frozen("encoder_b") && _both ? TernaryCodes.Of(Model.Encoder(true)) : null);
    }

    bool Frozen(string prefix) => Network.NamedParameters.Where(entry => entry.Name.StartsWith(prefix + ".", StringComparison.Ordinal)).All(entry => !entry.Parameter.Trainable);

    static RiemannianAdam? Riemannian(SettingValues settings, TernaryModel model) => settings.Text("optimizer") != TernarySettings.Riemannian ? null
        : new RiemannianAdam(model.NamedParameters, ["prototypes"], model.Ball(b: false), settings.Number("lr"), weightDecay: settings.Number("decay"), decoupled: settings.Number("decay") > 0);

    static Tensor? Sum(Tensor? a, Tensor? b) => a is null ? b : b is null ? a : a + b;

    static Rng Of(SettingValues settings, string name, ulong seed) => new(settings.Whole(name) is > 0 and var own ? (ulong)own : seed);
}
