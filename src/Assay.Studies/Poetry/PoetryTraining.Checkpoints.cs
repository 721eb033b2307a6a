using System.Text.Json.Nodes;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>The way of a model into and out of checkpoints.</summary>
sealed partial class PoetryTraining
{
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

    /// <inheritdoc/>
    protected override JsonObject TrainedOn() => TrainedOn(Train);

    /// <inheritdoc/>
    protected override Tensor Probe() => Probe(Train.Table.Dimension);

    /// <inheritdoc/>
    protected override Tensor Answer(Tensor probe) => Answer(Model, probe);

    /// <summary>What a training set is: which poems, how many windows, of which tokens.</summary>
    public static JsonObject TrainedOn(PoetryWindows train) => new()
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
