using System.Text.Json.Nodes;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>The way of a training and of its model into and out of checkpoints.</summary>
sealed partial class PoetryTraining
{
    /// <summary>Everything to go on from here, bit for bit: orders and draws follow from the step.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="seconds">Training time so far; null leaves it out, so that equal trainings write equal files.</param>
    public void Save(string path, double? seconds)
    {
        var checkpoint = new Checkpoint(Model, Optimizer, Probe(Train.Table.Dimension), input => Answer(Model, input));
        var stepper = Stepper.State();
        foreach (var (name, value) in new (string, double)[]
        {
            ("step", stepper.Steps), ("epoch", stepper.Steps / BatchesAnEpoch), ("epochs", Epochs), ("baseRate", stepper.BaseRate),
            ("intervalLoss", stepper.IntervalLoss), ("intervalRows", stepper.IntervalRows), ("intervalNorm", stepper.IntervalNorm),
            ("intervalSteps", stepper.IntervalSteps), ("intervalClipped", stepper.IntervalClipped), ("bestValid", BestValid),
        }) checkpoint.Numbers[name] = value;
        if (seconds is { } time) checkpoint.Numbers["seconds"] = time;
        checkpoint.Study["windows"] = Windows(Train);
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
        checkpoint.Restore(Model, Optimizer, input => Answer(Model, input));
        CheckWindows(checkpoint, path, Train);
        try
        {
            double N(string name) => checkpoint.Numbers[name];
            Stepper.Load(new StepperState((long)N("step"), N("baseRate"), N("intervalLoss"), (long)N("intervalRows"), N("intervalNorm"), (int)N("intervalSteps"), (int)N("intervalClipped")));
            BestValid = N("bestValid");
            Epochs = (int)N("epochs");
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

    /// <summary>Puts a stored model into one of these settings.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or another model's.</exception>
    public static (PoetryAutoencoder Model, long Step) LoadModel(SettingValues settings, int width, string path)
    {
        var checkpoint = Checkpoint.Read(path);
        var model = Restore(settings, width, checkpoint);
        return (model, checkpoint.Numbers.TryGetValue("step", out var step) ? (long)step : throw new InvalidDataException($"{path}: the step is missing."));
    }

    /// <summary>A copy of a model alone, with a fixed input and its answer.</summary>
    public static Checkpoint Snapshot(PoetryAutoencoder model) => new(model, null, Probe(model.Architecture.Width), input => Answer(model, input));

    /// <summary>The model of a <see cref="Snapshot"/>.</summary>
    /// <exception cref="InvalidDataException">It is another model's.</exception>
    public static PoetryAutoencoder Restore(SettingValues settings, int width, Checkpoint checkpoint)
    {
        var model = new PoetryAutoencoder(PoetrySettings.Architecture(settings, width), new Rng(0));
        checkpoint.RestoreModel(model, input => Answer(model, input));
        return model;
    }

    /// <summary>Refuses a checkpoint of a training on other windows.</summary>
    /// <exception cref="InvalidDataException">It is one.</exception>
    public static void CheckWindows(Checkpoint checkpoint, string path, PoetryWindows train)
    {
        if (checkpoint.Study["windows"]?.ToJsonString() != Windows(train).ToJsonString())
            throw new InvalidDataException($"{path}: was trained on other windows; the poems, their split or the vocabulary have changed.");
    }

    // What the training set was: which poems, how many windows, of which tokens.
    static JsonObject Windows(PoetryWindows train) => new()
    {
        ["poems"] = new JsonArray([.. train.Chunks.Select(chunk => chunk.Poem).Distinct().Select(poem => JsonValue.Create(poem))]),
        ["count"] = train.Count,
        ["tokens"] = train.Ids.Sum(ids => ids.Sum(id => (long)id)),
    };

    // A fixed input whose output is stored and computed again on loading.
    static Tensor Probe(int width)
    {
        var probe = Tensor.Zeros(2, 6, width);
        for (var i = 0; i < probe.Count; i++) probe.Span[i] = MathF.Sin(0.37f * i) / 2;
        return probe;
    }

    static Tensor Answer(PoetryAutoencoder model, Tensor input)
    {
        var training = model.Training;
        model.Eval();
        int[] lengths = [6, 4];
        var (code, states) = model.Encode(input, lengths);
        var written = model.Decode(code, states, lengths, 6);
        if (training) model.Train();
        return written;
    }
}
