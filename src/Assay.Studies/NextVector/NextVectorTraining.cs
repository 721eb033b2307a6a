using System.Text.Json.Nodes;
using Assay.Data.Sequences;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.NextVector;

/// <summary>The training of the study.</summary>
sealed class NextVectorTraining : EpochTraining
{
    const int ProbeRows = 3;

    readonly NextVectorData _data;
    readonly NextVectorObjective _objective;
    readonly int _patience;

    public NextVectorTraining(SettingValues settings, ulong seed, NextVectorData data)
        : this(settings, new Rng(seed), data)
    {
    }

    NextVectorTraining(SettingValues settings, Rng rng, NextVectorData data)
        : base(settings, rng, NextVectorSettings.Architecture(settings, data.Width).Build(rng.Split("model")), data.Train.Count, settings.Flag("warmup") ? 50 : 0)
    {
        (_data, _objective, _patience) = (data, new NextVectorObjective(settings, data.MeanSquare), settings.Whole("patience"));
        if (Math.Min(settings.Whole("batch"), data.Train.Count) < 2)
            throw new InvalidDataException($"There is {data.Train.Count} window to train on; needed: at least 2.");
    }

    public NextVectorModel Model => (NextVectorModel)Network;

    /// <inheritdoc/>
    public override bool Enough => _patience > 0 && EpochsSinceBest >= _patience;

    /// <inheritdoc/>
    public override Tensor Loss(long step, ReadOnlySpan<int> places) =>
        _objective.Of(Model.Forward(_data.Train.Contexts(places), _data.Queries(_data.Train, places)), _data.Train.Targets(places));

    /// <summary>Puts a stored model into one of these settings.</summary>
    /// <param name="settings">What it was trained with.</param>
    /// <param name="width">Width of its vectors; null where the checkpoint of a training says it.</param>
    /// <param name="path">The checkpoint.</param>
    /// <exception cref="InvalidDataException">The file is damaged or another model's.</exception>
    public static (NextVectorModel Model, long Step) LoadModel(SettingValues settings, int? width, string path)
    {
        var checkpoint = Checkpoint.Read(path);
        width ??= (int?)checkpoint.Study["windows"]?["width"] ?? throw new InvalidDataException($"{path}: the width of its vectors is missing.");
        var model = NextVectorSettings.Architecture(settings, width.Value).Build(new Rng(0));
        checkpoint.RestoreModel(model, probe => Answer(model, probe));
        model.Eval();
        return (model, checkpoint.Numbers.TryGetValue("step", out var step) ? (long)step : throw new InvalidDataException($"{path}: the step is missing."));
    }

    /// <summary>A network alone, for use and not for going on.</summary>
    public static Checkpoint Snapshot(NextVectorModel model) => new(model, null, Probe(model.Architecture), probe => Answer(model, probe));

    /// <summary>What a training set is: which documents, how many windows, of which numbers.</summary>
    public static JsonObject TrainedOn(VectorWindows train)
    {
        var sum = 0.0;
        foreach (var segment in train.Corpus.Segments) sum += train.Corpus[segment.First][0];
        return new JsonObject
        {
            ["documents"] = train.Corpus.Documents.Count, ["vectors"] = train.Corpus.Count, ["width"] = train.Corpus.Dimension, ["windows"] = train.Count,
            ["first"] = train.Count > 0 ? train.First(0) : -1, ["last"] = train.Count > 0 ? train.First(train.Count - 1) : -1, ["sum"] = sum,
        };
    }

    /// <inheritdoc/>
    protected override JsonObject TrainedOn() => TrainedOn(_data.Train);

    /// <inheritdoc/>
    protected override Tensor Probe() => Probe(Model.Architecture);

    /// <inheritdoc/>
    protected override Tensor Answer(Tensor probe) => Answer(Model, probe);

    // (rows, context + 1, width): a query and a context.
    static Tensor Probe(NextVectorArchitecture architecture)
    {
        var probe = Tensor.Zeros(ProbeRows, architecture.Context + 1, architecture.Width);
        for (var i = 0; i < probe.Count; i++) probe.Span[i] = MathF.Sin(0.37f * i) / 2;
        return probe;
    }

    static Tensor Answer(NextVectorModel model, Tensor probe)
    {
        var training = model.Training;
        model.Eval();
        var context = model.Architecture.Context;
        var queries = model.Architecture.Query ? probe.Slice(1, 0, 1).Reshape(probe.Dim(0), probe.Dim(2)) : null;
        var answer = model.Forward(probe.Slice(1, 1, context), queries);
        if (training) model.Train();
        return answer;
    }
}
