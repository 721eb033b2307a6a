using System.Runtime.InteropServices;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>Where a workload begins: its data and its parameters, drawn from a seed or read from a file.</summary>
sealed class Start
{
    const float Deviation = 0.3f;

    readonly string? _path;
    readonly IReadOnlyDictionary<string, StoredTensor>? _stored;

    Start(Rng rng, string? path, IReadOnlyDictionary<string, StoredTensor>? stored) => (Rng, _path, _stored) = (rng, path, stored);

    /// <summary>Draws the model's initial parameters.</summary>
    public Rng Rng { get; }

    /// <summary>Everything drawn: fine for timing, while comparing losses needs a file.</summary>
    public static Start Draw(ulong seed) => new(new Rng(seed), null, null);

    /// <summary>Everything read from the safetensors file that bench/pytorch/steps.py saves.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Start Read(string path) => new(new Rng(0), path, Safetensors.Read(path).Tensors);

    /// <summary>The windows of data under a name, each of shape <paramref name="dims"/>; normal numbers if drawn.</summary>
    /// <exception cref="InvalidDataException">The file is another workload's.</exception>
    public Tensor[] Data(string name, int windows, params ReadOnlySpan<int> dims) =>
        Windows(name, windows, dims, (rng, all) => Tensor.Normal(rng, 0, Deviation, all));

    /// <summary>The same where the data are whole numbers: from <paramref name="low"/> to <paramref name="high"/> if drawn.</summary>
    /// <exception cref="InvalidDataException">The file is another workload's.</exception>
    public Tensor[] Integers(string name, int low, int high, int windows, params ReadOnlySpan<int> dims) =>
        Windows(name, windows, dims, (rng, all) =>
        {
            var values = Tensor.Zeros(all);
            foreach (ref var value in values.Span) value = low + rng.NextInt(high - low + 1);
            return values;
        });

    /// <summary>Copies the file's parameters into a workload; where all is drawn the workload keeps its own.</summary>
    /// <exception cref="InvalidDataException">The file is another workload's.</exception>
    public void Load(Workload workload)
    {
        foreach (var (name, parameter) in workload.NamedParameters)
            if (_stored is not null) MemoryMarshal.Cast<byte, float>(Stored(name, parameter.Dims).Bytes).CopyTo(parameter.Span);
    }

    Tensor[] Windows(string name, int windows, ReadOnlySpan<int> dims, Func<Rng, int[], Tensor> draw)
    {
        int[] shape = dims.ToArray(), all = [windows, .. dims];
        var data = _stored is null ? draw(Rng.Split(name), all) : Stored(name, all).ToTensor();
        return [.. Enumerable.Range(0, windows).Select(window => data.Slice(0, window, 1).Reshape(shape))];
    }

    StoredTensor Stored(string name, ReadOnlySpan<int> dims) =>
        _stored!.TryGetValue(name, out var tensor) && tensor.Dims.SequenceEqual(dims) && tensor.Type == ElementType.F32
            ? tensor
            : throw new InvalidDataException($"{_path}: needed is '{name}' of shape ({string.Join(", ", dims.ToArray())}) and type F32.");
}
