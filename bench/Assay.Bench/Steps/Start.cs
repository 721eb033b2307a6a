using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Steps;

/// <summary>Where training begins: the model's parameters and the data, (windows, batch, time, features).</summary>
sealed record Start(RecurrentModel Model, Tensor Input, Tensor Target)
{
    /// <summary>Drawn anew: fine for timing, while comparing losses needs a file.</summary>
    public static Start Draw(Workload work, ulong seed)
    {
        var rng = new Rng(seed);
        return new Start(
            new RecurrentModel(work, rng.Split("model")),
            Tensor.Normal(rng.Split("input"), 0, 0.3f, work.Windows, work.Batch, work.Time, work.Inputs),
            Tensor.Normal(rng.Split("target"), 0, 0.3f, work.Windows, work.Batch, work.Time, work.Outputs));
    }

    /// <summary>Read from the safetensors file that bench/pytorch/steps.py saves.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or another workload's.</exception>
    public static Start Read(Workload work, string path)
    {
        var tensors = Safetensors.Read(path).Tensors.ToDictionary(entry => entry.Key, entry => entry.Value.ToTensor());
        var model = new RecurrentModel(work, new Rng(0));
        var input = Take("input", work.Windows, work.Batch, work.Time, work.Inputs);
        var target = Take("target", work.Windows, work.Batch, work.Time, work.Outputs);
        try
        {
            model.LoadStateDict(tensors);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
        return new Start(model, input, target);

        Tensor Take(string name, params ReadOnlySpan<int> dims)
        {
            if (!tensors.Remove(name, out var tensor) || !tensor.Dims.SequenceEqual(dims))
                throw new InvalidDataException($"{path}: needed is '{name}' of shape ({string.Join(", ", dims.ToArray())}); given {tensor?.ToString() ?? "none"}.");
            return tensor;
        }
    }
}
