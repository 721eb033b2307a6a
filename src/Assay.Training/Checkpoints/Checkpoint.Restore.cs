using System.Runtime.InteropServices;
using Assay.Modules;
using Assay.Tensors;

namespace Assay.Training;

public sealed partial class Checkpoint
{
    // Other instruction sets round otherwise; a change of formula or argument is far larger.
    const double ProbeTolerance = 1e-4;

    /// <summary>Puts model and optimizer into the stored state, or leaves both as they were.</summary>
    /// <param name="model">A model built with the stored arguments; its values are overwritten.</param>
    /// <param name="optimizer">An optimizer of the stored kind over the model's parameters.</param>
    /// <param name="forward">As for the constructor.</param>
    /// <exception cref="InvalidDataException">
    /// Arguments, names or shapes differ, with the complete list of differences; or the model answers the probe otherwise.
    /// </exception>
    public void Restore(Module model, Optimizer optimizer, Func<Tensor, Tensor>? forward = null)
    {
        var state = optimizer.State();
        var differences = ModelDifferences(model);
        differences.AddRange(OptimizerDifferences(optimizer, state));
        Refuse(model, differences);
        LoadModel(model, forward);
        optimizer.Load(new OptimizerState(
            state.Tensors.Keys.ToDictionary(name => name, name => _stored[OptimizerPrefix + name].ToTensor()), _optimizerNumbers));
    }

    /// <summary>Puts a model into the stored state for inference, or leaves it as it was.</summary>
    /// <inheritdoc cref="Restore" path="/param"/>
    /// <inheritdoc cref="Restore" path="/exception"/>
    public void RestoreModel(Module model, Func<Tensor, Tensor>? forward = null)
    {
        Refuse(model, ModelDifferences(model));
        LoadModel(model, forward);
    }

    void LoadModel(Module model, Func<Tensor, Tensor>? forward)
    {
        var state = model.StateDict();
        var before = state.ToDictionary(entry => entry.Key, entry => entry.Value.Keep());
        foreach (var (name, tensor) in state) tensor.CopyFrom(_stored[name].ToTensor());
        var accepted = false;
        try
        {
            CheckAnswer(Answer(model, forward, _stored[ProbeInput].ToTensor()), _stored[ProbeOutput]);
            accepted = true;
        }
        finally
        {
            if (!accepted)
                foreach (var (name, tensor) in state) tensor.CopyFrom(before[name]);
        }
        foreach (var (name, rng) in model.NamedGenerators) rng.Restore(_moduleGenerators[name]);
    }

    void CheckAnswer(StoredTensor answer, StoredTensor stored)
    {
        if (answer.Dims.SequenceEqual(stored.Dims) && RelativeError(answer, stored) <= ProbeTolerance) return;
        throw new InvalidDataException(
            $"{_source}: the restored {ModelType} answers the probe otherwise than when it was stored: {Compared(answer, stored)}. " +
            "The code that computes it has changed.");
    }

    List<string> ModelDifferences(Module model)
    {
        var lines = new List<string>();
        Compare("argument ", model.Arguments, Arguments, lines);
        Compare("generator ", model.NamedGenerators.ToDictionary(entry => entry.Name, _ => "present"),
            _moduleGenerators.ToDictionary(entry => entry.Key, _ => "present"), lines);
        lines.AddRange(TensorDifferences(model.StateDict(), name => !name.Contains('/'), ""));
        return lines;
    }

    List<string> OptimizerDifferences(Optimizer optimizer, OptimizerState state)
    {
        if (!HasOptimizer) return [$"optimizer: needs a {optimizer.GetType().Name}, given none"];
        var lines = new List<string>();
        Compare("optimizer ", ParameterTree.ArgumentsOf(optimizer), _optimizer, lines);
        Compare("optimizer ", Needed(state.Scalars), Needed(_optimizerNumbers), lines);
        lines.AddRange(TensorDifferences(
            state.Tensors, name => name.StartsWith(OptimizerPrefix, StringComparison.Ordinal), OptimizerPrefix));
        return lines;

        static Dictionary<string, string> Needed(IReadOnlyDictionary<string, double> scalars) =>
            scalars.Keys.Where(OptimizerState.IsRequired).ToDictionary(name => name, _ => "a number");
    }

    IEnumerable<string> TensorDifferences(IReadOnlyDictionary<string, Tensor> needed, Func<string, bool> belongs, string prefix) =>
        ShapeDifferences.Between(
            needed.Select(entry => (prefix + entry.Key, entry.Value.Dims.ToArray())),
            _stored.Where(entry => belongs(entry.Key)).Select(entry => (entry.Key, entry.Value.Dims.ToArray())));

    static void Compare(
        string what, IReadOnlyDictionary<string, string> needed, IReadOnlyDictionary<string, string> given, List<string> lines)
    {
        foreach (var name in needed.Keys.Union(given.Keys))
        {
            var (own, stored) = (needed.GetValueOrDefault(name, "nothing"), given.GetValueOrDefault(name, "nothing"));
            if (own != stored) lines.Add($"{what}{name}: needs {own}, given {stored}");
        }
    }

    void Refuse(Module model, List<string> differences)
    {
        if (differences.Count == 0) return;
        throw new InvalidDataException(
            $"{_source}: the checkpoint of a {ModelType} does not fit this {model.GetType().Name}; 'given' is what the file has:\n" +
            string.Join("\n", differences));
    }

    /// <summary>The output under evaluation, whatever mode the modules are in.</summary>
    static StoredTensor Answer(Module model, Func<Tensor, Tensor>? forward, Tensor input)
    {
        forward ??= model is Layer layer
            ? layer.Forward
            : throw new ArgumentException($"{model.GetType().Name} is not a Layer, so the probe needs a forward function.", nameof(forward));
        var modes = model.NamedModules.Select(entry => (entry.Module, entry.Module.Training)).ToArray();
        model.Eval();
        try
        {
            using var paused = Tensor.PauseGradients();
            return new StoredTensor(forward(input));
        }
        finally
        {
            foreach (var (module, training) in modes) module.Training = training;
        }
    }

    static string Compared(StoredTensor answer, StoredTensor stored) => answer.Dims.SequenceEqual(stored.Dims)
        ? $"relative error {RelativeError(answer, stored):G3}, at most {ProbeTolerance:G3}"
        : $"shape ({string.Join(", ", answer.Dims.ToArray())}), stored ({string.Join(", ", stored.Dims.ToArray())})";

    static double RelativeError(StoredTensor answer, StoredTensor stored)
    {
        ReadOnlySpan<float> a = MemoryMarshal.Cast<byte, float>(answer.Bytes), b = MemoryMarshal.Cast<byte, float>(stored.Bytes);
        double error = 0, size = 0;
        for (var i = 0; i < b.Length; i++)
        {
            // Equal includes both NaN: a diverged model can be looked at too.
            if (a[i].Equals(b[i])) error += 0;
            else error += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
            size += float.IsFinite(b[i]) ? (double)b[i] * b[i] : 0;
        }
        return error == 0 ? 0 : Math.Sqrt(error / size);
    }
}
