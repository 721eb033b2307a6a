using System.Text.Json.Nodes;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Frequency;

/// <summary>Model, optimizer, streams and trainer built from settings and seed, and their way into and out of a checkpoint.</summary>
sealed class FrequencyTraining
{
    // The loss of the zero predictor is 0.5; a network a million times worse has run away even if its numbers are still finite.
    const double RunawayLoss = 5e5;

    const int CurvesKept = 40;

    readonly double[] _lossOfTone = new double[Signal.Frequencies.Count];
    readonly long[] _rowsOfTone = new long[Signal.Frequencies.Count];
    readonly ulong _seed;

    public FrequencyTraining(SettingValues settings, ulong seed, SignalSet train)
    {
        _seed = seed;
        var rng = new Rng(seed);
        Model = new FrequencyModel(settings.Whole("hidden"), settings.Number("memory"), rng.Split("model"));
        Streams = BuildStreams(settings, train, rng.Split("streams"));
        Epochs = settings.Whole("epochs");
        Optimizer = new Adam(Model.NamedParameters, settings.Number("lr"));
        Trainer = new StreamTrainer(Model, Loss, Optimizer);
        Trainer.Stepper.Clip = settings.Number("clip");
        Trainer.Stepper.Schedule = BuildSchedule(settings, PlannedSteps);
        Trainer.Stepper.LargestLoss = RunawayLoss;
        // Online steps take microseconds each: an event for every 50 would be most of the work.
        Trainer.Stepper.LogEvery = settings.Text("protocol") == FrequencySettings.Online ? 4000 : 100;
        Trainer.Stepper.Updates = new UpdateProbe(Trainer.Stepper.LogEvery);
        // Curves through time are worth looking at less often, and an online window has a single step.
        Trainer.Stepper.Gradients = new GradientMonitor(10 * Trainer.Stepper.LogEvery);
        Trainer.Stepper.Gradients.KeepAbout(CurvesKept, PlannedSteps);
        Trainer.Stepper.Activations = Model.Activations = new ActivationProbe(Trainer.Stepper.LogEvery);
        var average = settings.Number("average");
        if (average > 0) Average = new WeightAverage(Model.NamedParameters, average * PlannedSteps);
        if (Average is not null) Trainer.AfterStep = Average.Update;
    }

    public FrequencyModel Model { get; }

    public RowStreams Streams { get; }

    public Optimizer Optimizer { get; }

    public StreamTrainer Trainer { get; }

    /// <summary>Null if the weights are judged as they are.</summary>
    public WeightAverage? Average { get; }

    public int Epochs { get; }

    public long PlannedSteps => (long)Epochs * Streams.WindowCount;

    /// <summary>Lowest frozen training error so far, by which the best checkpoint is chosen.</summary>
    public double BestTrainMse { get; set; } = double.PositiveInfinity;

    /// <summary>Mean loss before each update since the last call, by tone.</summary>
    public IEnumerable<(string Name, double Value)> TakeOnlineLossOfTones()
    {
        for (var tone = 0; tone < _lossOfTone.Length; tone++)
        {
            var value = _rowsOfTone[tone] == 0 ? double.NaN : _lossOfTone[tone] / _rowsOfTone[tone];
            (_lossOfTone[tone], _rowsOfTone[tone]) = (0, 0);
            yield return ($"online/loss/f{Signal.Frequencies[tone]}", value);
        }
    }

    /// <summary>Everything to go on from here, bit for bit.</summary>
    public void Save(string path, double seconds)
    {
        var checkpoint = new Checkpoint(Model, Optimizer, ProbeRows(), Answer);
        var state = Trainer.State();
        var stepper = state.Stepper;
        foreach (var (name, value) in new (string, double)[]
        {
            ("step", stepper.Steps), ("epoch", state.Epochs), ("seconds", seconds), ("windows", state.Batches),
            ("lossSum", state.LossSum), ("rows", state.Rows), ("baseRate", stepper.BaseRate), ("intervalLoss", stepper.IntervalLoss),
            ("intervalRows", stepper.IntervalRows), ("intervalNorm", stepper.IntervalNorm), ("intervalSteps", stepper.IntervalSteps),
            ("intervalClipped", stepper.IntervalClipped), ("bestTrainMse", BestTrainMse), ("averageSteps", Average?.Steps ?? 0),
        }) checkpoint.Numbers[name] = value;
        for (var tone = 0; tone < _lossOfTone.Length; tone++)
        {
            checkpoint.Numbers[$"toneLoss{tone}"] = _lossOfTone[tone];
            checkpoint.Numbers[$"toneRows{tone}"] = _rowsOfTone[tone];
        }
        for (var i = 0; i < (Trainer.Carried?.Tensors.Count ?? 0); i++) checkpoint.Tensors[$"carried.{i}"] = Trainer.Carried!.Tensors[i];
        for (var i = 0; i < (Average?.Names.Count ?? 0); i++) checkpoint.Tensors[$"average.{Average!.Names[i]}"] = Average.Tensors[i];
        checkpoint.Study["position"] = new JsonArray([.. Streams.Save().Select(value => JsonValue.Create(value))]);
        checkpoint.Study["seed"] = _seed;
        checkpoint.Study["gradients"] = Trainer.Stepper.Gradients!.State();
        checkpoint.Write(path);
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    /// <param name="path">A checkpoint of a run.</param>
    /// <param name="gradients">The curves that the run kept.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not this training's.</exception>
    public void Load(string path, GradientHistory? gradients)
    {
        var checkpoint = Checkpoint.Read(path);
        checkpoint.Restore(Model, Optimizer, Answer);
        try
        {
            double N(string name) => checkpoint.Numbers[name];
            Streams.Load([.. checkpoint.Study["position"]!.AsArray().Select(value => value!.GetValue<long>())]);
            var stepper = new StepperState(
                (long)N("step"), N("baseRate"), N("intervalLoss"), (long)N("intervalRows"), N("intervalNorm"), (int)N("intervalSteps"), (int)N("intervalClipped"));
            var carried = Enumerable.Range(0, Model.ZeroState(1).Length)
                .Where(i => checkpoint.Tensors.ContainsKey($"carried.{i}")).Select(i => checkpoint.Tensors[$"carried.{i}"]).ToList();
            Trainer.Load(new TrainerState(stepper, (int)N("epoch"), (int)N("windows"), 0, 0, N("lossSum"), (long)N("rows")), carried, Streams.Count);
            for (var tone = 0; tone < _lossOfTone.Length; tone++)
                (_lossOfTone[tone], _rowsOfTone[tone]) = (N($"toneLoss{tone}"), (long)N($"toneRows{tone}"));
            BestTrainMse = N("bestTrainMse");
            // Checkpoints of earlier versions have no such state, and no number depends on it.
            if (checkpoint.Study["gradients"] is { } watched) Trainer.Stepper.Gradients!.Load(watched, gradients, stepper.Steps);
            if (Average is null) return;
            for (var i = 0; i < Average.Names.Count; i++) Average.Tensors[i].CopyFrom(checkpoint.Tensors[$"average.{Average.Names[i]}"]);
            Average.Steps = (long)N("averageSteps");
        }
        catch (Exception exception) when (exception is KeyNotFoundException or NullReferenceException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: the checkpoint lacks what this training needs to go on: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the judged weights alone, for evaluation.</summary>
    public void SaveModel(string path, long step, int epoch)
    {
        var checkpoint = new Checkpoint(Model, null, ProbeRows(), Answer);
        checkpoint.Numbers["step"] = step;
        checkpoint.Numbers["epoch"] = epoch;
        checkpoint.Write(path);
    }

    /// <summary>Puts stored weights into a model of these settings.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or another model's.</exception>
    public static (FrequencyModel Model, long Step) LoadModel(SettingValues settings, string path)
    {
        var model = new FrequencyModel(settings.Whole("hidden"), settings.Number("memory"), new Rng(0));
        var checkpoint = Checkpoint.Read(path);
        checkpoint.RestoreModel(model, input => Answer(model, input));
        foreach (var (name, parameter) in model.NamedParameters)
            if (checkpoint.Tensors.TryGetValue($"average.{name}", out var average)) parameter.CopyFrom(average);
        return (model, checkpoint.Numbers.TryGetValue("step", out var step) ? (long)step : throw new InvalidDataException($"{path}: the step is missing."));
    }

    static RowStreams BuildStreams(SettingValues settings, SignalSet train, Rng rng)
    {
        if (settings.Text("protocol") == FrequencySettings.Online) return new FileOrderStreams(train);
        int streams = settings.Whole("streams"), bptt = settings.Whole("bptt"), passes = settings.Whole("passes"), restart = settings.Whole("restart");
        int shortest = settings.Whole("segment.shortest"), longest = settings.Whole("segment.longest");
        return settings.Text("segments") == FrequencySettings.Continuous
            ? new ContinuousStreams(train, streams, bptt, passes, restart, shortest, longest, rng)
            : new RestartingStreams(train, streams, bptt, passes, restart, shortest, longest, settings.Number("segment.grown"), rng);
    }

    static Schedule BuildSchedule(SettingValues settings, long steps)
    {
        var end = settings.Number("lr.end");
        Schedule schedule = settings.Text("lr.schedule") switch
        {
            "cosine" => Schedules.Cosine(steps, end),
            "exponential" => Schedules.Exponential(Math.Pow(Math.Max(end, 1e-12), 1.0 / steps)),
            _ => Schedules.Constant(),
        };
        var warmUp = (long)(settings.Number("lr.warmup") * steps);
        return warmUp > 0 ? schedule.AfterWarmUp(warmUp, 0.01) : schedule;
    }

    // Beside the loss, its sum by tone: the running mean over a file in block order misleads.
    Tensor Loss(Tensor output, Tensor target)
    {
        var tones = Streams.Tones;
        Span<float> y = output.Span, t = target.Span;
        for (var i = 0; i < y.Length; i++)
        {
            var error = (double)y[i] - t[i];
            _lossOfTone[tones[i]] += error * error;
            _rowsOfTone[tones[i]]++;
        }
        return Losses.Mse(output, target);
    }

    Tensor Answer(Tensor input) => Answer(Model, input);

    static Tensor Answer(FrequencyModel model, Tensor input) => model.Forward(input, model.ZeroState(input.Dim(1)));

    // A fixed input whose output is stored and computed again on loading: (20, 4, 5), a stretch of each tone.
    static Tensor ProbeRows()
    {
        var rows = Tensor.Zeros(20, 4, SignalSet.InputWidth);
        var span = rows.Span;
        for (var step = 0; step < 20; step++)
        {
            for (var tone = 0; tone < 4; tone++)
            {
                var row = ((step * 4) + tone) * SignalSet.InputWidth;
                span[row] = MathF.Sin(0.7f * step) / 2;
                span[row + 1 + tone] = 1;
            }
        }
        return rows;
    }
}
