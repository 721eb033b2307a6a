using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Golden;

/// <summary>
/// Repeats one golden case: hands out what goes in, and compares all that was recorded with what comes out. A tensor agrees if
/// ||given - recorded|| is at most 1e-5 ||recorded||; one recorded as zero must be zero, unless the test states a floor.
/// </summary>
sealed class GoldenRun(GoldenCase golden)
{
    public const double Tolerance = 1e-5;

    readonly Dictionary<string, Tensor> _leaves = [];
    readonly HashSet<string> _read = [];
    Module? _module;

    public GoldenCase Case => golden;

    /// <summary>
    /// The least norm that errors are compared with, for tensors that are what is left when larger ones cancel.
    /// </summary>
    public double Floor { get; init; }

    /// <summary>A real input or a parameter, as a leaf whose gradient will be compared.</summary>
    public Tensor this[string name]
    {
        get
        {
            if (_leaves.TryGetValue(name, out var leaf)) return leaf;
            _read.Add(name);
            var values = golden.Inputs.TryGetValue(name, out var input) ? input : golden.Parameters[name];
            return _leaves[name] = Of(values).Tracked();
        }
    }

    /// <summary>The same, or null where the case has no such input or parameter.</summary>
    public Tensor? Optional(string name) =>
        golden.Inputs.ContainsKey(name) || golden.Parameters.ContainsKey(name) ? this[name] : null;

    public int[] Ints(string name)
    {
        _read.Add(name);
        return golden.Inputs[name].Ints;
    }

    public bool[]? Bools(string name)
    {
        _read.Add(name);
        return golden.Inputs.TryGetValue(name, out var mask) ? mask.Bools : null;
    }

    /// <summary>Gives a module the recorded parameters and buffers; the gradients of its parameters will be compared.</summary>
    public T Load<T>(T module)
        where T : Module
    {
        var state = golden.Parameters.Concat(golden.In("buffer"));
        module.LoadStateDict(state.ToDictionary(entry => entry.Key, entry => Of(entry.Value)));
        foreach (var (name, parameter) in module.NamedParameters)
        {
            _leaves.Add(name, parameter);
            _read.Add(name);
        }
        _module = module;
        return module;
    }

    public void Check(Tensor output) => Check(("output", output));

    /// <summary>Compares outputs, gradients and buffers, and makes sure that nothing recorded is left out.</summary>
    public void Check(params (string Name, Tensor Value)[] outputs)
    {
        Assert.Equal(golden.Inputs.Keys.Concat(golden.Parameters.Keys).Order(), _read.Where(IsRecorded).Order());
        Assert.Equal(golden.Outputs.Keys.Order(), outputs.Select(output => output.Name).Order());
        foreach (var (name, output) in outputs) Compare(name, golden.Outputs[name], output);
        Backward([.. outputs.Where(output => golden.Upstream.ContainsKey(output.Name))]);

        Assert.Equal(golden.Gradients.Keys.Order(), _leaves.Keys.Order());
        foreach (var (name, leaf) in _leaves)
        {
            Assert.True(leaf.Grad is not null, $"{golden}: no gradient of {name}");
            Compare($"gradient of {name}", golden.Gradients[name], leaf.Grad!);
        }
        var after = golden.In("after");
        Assert.Equal(after.Keys.Order(), (_module?.NamedBuffers ?? []).Select(buffer => buffer.Name).Order());
        foreach (var (name, values) in _module?.NamedBuffers ?? []) Compare($"{name} afterwards", after[name], values);
    }

    public static Tensor Of(GoldenTensor recorded) => recorded.Values is int[] whole
        ? Tensor.From(Array.ConvertAll(whole, number => (float)number), recorded.Shape)
        : Tensor.From(recorded.Floats, recorded.Shape);

    bool IsRecorded(string name) => golden.Inputs.ContainsKey(name) || golden.Parameters.ContainsKey(name);

    void Backward((string Name, Tensor Value)[] outputs)
    {
        if (outputs is [var (name, value)])
        {
            value.Backward(golden.Upstream[name].Floats);
            return;
        }
        var loss = outputs.Select(output => (output.Value * Of(golden.Upstream[output.Name])).Sum()).Aggregate((a, b) => a + b);
        loss.Backward();
    }

    void Compare(string what, GoldenTensor recorded, Tensor given)
    {
        Assert.Equal(recorded.Shape, given.Dims.ToArray());
        Compare($"{golden}: {what}", Of(recorded).ToArray(), given.Span, Floor);
    }

    /// <summary>Asserts that the error is within the tolerance, relative to the recorded norm or the floor.</summary>
    public static void Compare(string what, ReadOnlySpan<float> recorded, ReadOnlySpan<float> given, double floor = 0)
    {
        Assert.Equal(recorded.Length, given.Length);
        double error = 0, norm = 0;
        for (var i = 0; i < recorded.Length; i++)
        {
            error += Math.Pow((double)given[i] - recorded[i], 2);
            norm += Math.Pow(recorded[i], 2);
        }
        (error, norm) = (Math.Sqrt(error), Math.Sqrt(norm));
        Assert.True(error <= Tolerance * Math.Max(norm, floor), $"{what}: error {error:g3} for a norm of {norm:g3}");
    }
}
