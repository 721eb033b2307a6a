using System.Text.Json.Nodes;
using Assay.Modules;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Everything that a training run needs to go on bit for bit: the model's arguments, parameters, buffers and generators, the
/// optimizer, and what the trainer and the study add. It is a copy: training may go on while it is kept or written. It also
/// holds a fixed input with the model's output for it, which is computed again on loading.
/// </summary>
public sealed partial class Checkpoint
{
    const string OptimizerPrefix = "optimizer/", ExtraPrefix = "tensors/", ProbeInput = "probe/input", ProbeOutput = "probe/output";

    string _source = "checkpoint";
    IReadOnlyDictionary<string, string> _optimizer = new Dictionary<string, string>();
    IReadOnlyDictionary<string, double> _optimizerNumbers = new Dictionary<string, double>();
    Dictionary<string, (ulong Key, ulong Position)> _moduleGenerators = [];

    // Of the model under their own names, of all else under a prefix.
    readonly OrderedDictionary<string, StoredTensor> _stored = [];

    Checkpoint()
    {
    }

    /// <summary>Copies the state of a model and, unless null, of its optimizer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="optimizer">What trains it; null where the checkpoint is for inference only.</param>
    /// <param name="probe">An input that the model's output is recorded for, under evaluation.</param>
    /// <param name="forward">How the model computes it; needed where the model is not a <see cref="Layer"/>.</param>
    public Checkpoint(Module model, Optimizer? optimizer, Tensor probe, Func<Tensor, Tensor>? forward = null)
    {
        Arguments = model.Arguments;
        foreach (var (name, rng) in model.NamedGenerators) _moduleGenerators[name] = rng.State;
        foreach (var (name, tensor) in model.StateDict())
        {
            if (name.Contains('/'))
                throw new ArgumentException($"A tensor of a model cannot be called '{name}': '/' is kept for checkpoints.", nameof(model));
            _stored.Add(name, new StoredTensor(tensor));
        }
        if (optimizer is not null)
        {
            var state = optimizer.State();
            _optimizer = ParameterTree.ArgumentsOf(optimizer);
            _optimizerNumbers = new OrderedDictionary<string, double>(state.Scalars);
            foreach (var (name, tensor) in state.Tensors) _stored.Add(OptimizerPrefix + name, new StoredTensor(tensor));
        }
        _stored.Add(ProbeInput, new StoredTensor(probe));
        _stored.Add(ProbeOutput, Answer(model, forward, probe));
    }

    /// <summary>What the model was built with; see <see cref="Module.Arguments"/>.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; private init; } = new Dictionary<string, string>();

    /// <summary>The name of the model's type.</summary>
    public string ModelType => Arguments["type"];

    /// <summary>True if it holds the state of an optimizer.</summary>
    public bool HasOptimizer => _optimizer.Count > 0;

    /// <summary>Counters, data position, best metrics and other numbers by name. NaN and infinities are kept; whole numbers to 2^53.</summary>
    public IDictionary<string, double> Numbers { get; private init; } = new OrderedDictionary<string, double>();

    /// <summary>States of generators outside the model, by name. Those that the model draws from are kept beside these.</summary>
    public IDictionary<string, (ulong Key, ulong Position)> Generators { get; private init; } =
        new OrderedDictionary<string, (ulong Key, ulong Position)>();

    /// <summary>Further tensors by name, such as the state that a recurrent net carries. Copied when the checkpoint is written.</summary>
    public IDictionary<string, Tensor> Tensors { get; private init; } = new OrderedDictionary<string, Tensor>();

    /// <summary>What the study wants to keep, such as the settings that its model is built from.</summary>
    public JsonObject Study { get; set; } = [];

    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Write(string path)
    {
        var extra = Tensors.Select(entry => KeyValuePair.Create(ExtraPrefix + entry.Key, new StoredTensor(entry.Value)));
        Safetensors.Write(path, _stored.Concat(extra), new Dictionary<string, string> { [CheckpointJson.Key] = ToJson().ToJsonString() });
    }

    /// <summary>Reads and verifies a file. Nothing has been compared with a model yet; that is for the Restore methods.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, cut off or not a checkpoint; the message names the tensor or the header.
    /// </exception>
    public static Checkpoint Read(string path)
    {
        var file = Safetensors.Read(path, needChecksums: true);
        if (!file.Metadata.TryGetValue(CheckpointJson.Key, out var text))
            throw new InvalidDataException($"{path}: the header has no '{CheckpointJson.Key}', so this is not a checkpoint.");
        if (!file.Tensors.ContainsKey(ProbeInput) || !file.Tensors.ContainsKey(ProbeOutput))
            throw new InvalidDataException($"{path}: there is no '{ProbeInput}' or no '{ProbeOutput}', so this is not a checkpoint.");
        var checkpoint = CheckpointJson.Parse(path, text, FromJson);
        checkpoint._source = path;
        foreach (var (name, tensor) in file.Tensors)
        {
            if (name.StartsWith(ExtraPrefix, StringComparison.Ordinal)) checkpoint.Tensors[name[ExtraPrefix.Length..]] = tensor.ToTensor();
            else checkpoint._stored.Add(name, tensor);
        }
        return checkpoint;
    }

    JsonObject ToJson() => new()
    {
        ["format"] = CheckpointJson.Format,
        ["arguments"] = CheckpointJson.Object(Arguments, value => value),
        ["modelGenerators"] = CheckpointJson.Object(_moduleGenerators, CheckpointJson.Generator),
        ["generators"] = CheckpointJson.Object(Generators, CheckpointJson.Generator),
        ["numbers"] = CheckpointJson.Object(Numbers, CheckpointJson.Number),
        ["optimizer"] = CheckpointJson.Object(_optimizer, value => value),
        ["optimizerNumbers"] = CheckpointJson.Object(_optimizerNumbers, CheckpointJson.Number),
        ["study"] = Study.DeepClone(),
    };

    static Checkpoint FromJson(JsonObject json) => new()
    {
        Arguments = CheckpointJson.Entries(json, "arguments", CheckpointJson.Text),
        _moduleGenerators = new(CheckpointJson.Entries(json, "modelGenerators", CheckpointJson.Generator)),
        Generators = CheckpointJson.Entries(json, "generators", CheckpointJson.Generator),
        Numbers = CheckpointJson.Entries(json, "numbers", CheckpointJson.Number),
        _optimizer = CheckpointJson.Entries(json, "optimizer", CheckpointJson.Text),
        _optimizerNumbers = CheckpointJson.Entries(json, "optimizerNumbers", CheckpointJson.Number),
        Study = json["study"]!.DeepClone().AsObject(),
    };
}
