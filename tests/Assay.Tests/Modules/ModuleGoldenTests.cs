using System.Text.Json;
using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Golden;
using Assay.Tests.Tensors;

namespace Assay.Tests.Modules;

/// <summary>Every module against PyTorch: outputs, all gradients, buffers after the call. Relative error in norm at most 1e-5.</summary>
public sealed class ModuleGoldenTests
{
    const double Tolerance = 1e-5;

    static readonly GoldenFile Modules = GoldenFile.Open("modules"), Recurrents = GoldenFile.Open("recurrent");

    public static TheoryData<string> ModuleCases => [.. Modules.Cases.Select(golden => golden.Name)];

    public static TheoryData<string> RecurrentCases => [.. Recurrents.Cases.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(ModuleCases))]
    public void ModulesFollowPyTorch(string name)
    {
        var golden = Modules[name];
        var arguments = golden.Arguments;
        var rng = new Rng(1);
        Module module = golden.Op switch
        {
            "Linear" => new Linear(Int("inputs"), Int("outputs"), rng, Bool("bias")),
            "LayerNorm" => new LayerNorm(Int("width"), Double("eps"), Bool("affine")),
            "BatchNorm1d" => new BatchNorm1d(Int("width"), Double("eps"), Double("momentum")),
            "MultiheadAttention" => new MultiHeadAttention(Int("width"), Int("heads"), rng, bias: Bool("bias")),
            "Sequential" => new Sequential(new Linear(6, 9, rng), Activation.Tanh(), new LayerNorm(9), new Linear(9, 4, rng)),
            "Embedding" => new Embedding(
                Int("count"), Int("width"), rng, arguments.GetProperty("padding_index") is { ValueKind: JsonValueKind.Number } index ? index.GetInt32() : null),
            var other => throw new NotSupportedException(other),
        };
        if (golden.Op == "BatchNorm1d" && !Bool("training")) module.Eval();
        Check(golden, module, inputs => new() { ["output"] = Forward(inputs) });

        Tensor Forward(Dictionary<string, Tensor> inputs) => module switch
        {
            Embedding embedding => embedding.Forward(golden.Inputs["indices"].Ints, golden.Inputs["indices"].Shape),
            MultiHeadAttention attention => attention.Forward(
                inputs["x"], inputs.GetValueOrDefault("memory", inputs["x"]), inputs.GetValueOrDefault("memory", inputs["x"]),
                golden.Inputs.GetValueOrDefault("key_padding")?.Bools, Bool("causal")),
            _ => ((Layer)module).Forward(inputs["x"]),
        };

        int Int(string argument) => arguments.GetProperty(argument).GetInt32();

        double Double(string argument) => arguments.GetProperty(argument).GetDouble();

        bool Bool(string argument) => arguments.GetProperty(argument).GetBoolean();
    }

    [Theory]
    [MemberData(nameof(RecurrentCases))]
    public void RecurrentLayersFollowPyTorch(string name)
    {
        var golden = Recurrents[name];
        var arguments = golden.Arguments;
        var (inputs, hidden, layers) = (Int("inputs"), Int("hidden"), Int("layers"));
        var (bidirectional, bias, batchFirst) = (Bool("bidirectional"), Bool("bias"), Bool("batch_first"));
        var lengths = arguments.GetProperty("lengths") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(length => length.GetInt32()).ToArray()
            : null;
        RecurrentLayer layer = golden.Op switch
        {
            "lstm" => new Lstm(inputs, hidden, new Rng(1), layers, 0, bidirectional, bias, batchFirst),
            "gru" => new Gru(inputs, hidden, new Rng(1), layers, 0, bidirectional, bias, batchFirst),
            _ => new Rnn(inputs, hidden, new Rng(1), layers, 0, bidirectional, bias, batchFirst, relu: golden.Op == "rnn_relu"),
        };
        Check(golden, layer, given =>
        {
            var (x, h) = (given["x"], given.GetValueOrDefault("h_0"));
            if (layer is Lstm lstm)
            {
                var (output, state) = lstm.Forward(x, h is null ? null : new LstmState(h, given["c_0"]), lengths);
                return new() { ["output"] = output, ["h_n"] = state.Hidden, ["c_n"] = state.Cell };
            }
            var (y, final) = layer is Gru gru ? gru.Forward(x, h, lengths) : ((Rnn)layer).Forward(x, h, lengths);
            return new() { ["output"] = y, ["h_n"] = final };
        });

        int Int(string argument) => arguments.GetProperty(argument).GetInt32();

        bool Bool(string argument) => arguments.GetProperty(argument).GetBoolean();
    }

    static void Check(GoldenCase golden, Module module, Func<Dictionary<string, Tensor>, Dictionary<string, Tensor>> forward)
    {
        module.LoadStateDict(golden.Parameters.Concat(golden.In("buffer")).ToDictionary(entry => entry.Key, entry => Of(entry.Value)));
        var inputs = golden.Inputs.Where(entry => entry.Value.Values is float[]).ToDictionary(entry => entry.Key, entry => Of(entry.Value).Tracked());
        var outputs = forward(inputs);

        Tensor? loss = null;
        foreach (var (name, expected) in golden.Outputs)
        {
            Assert.Equal(expected.Shape, outputs[name].Dims.ToArray());
            Close(name, expected, outputs[name]);
            if (!golden.Upstream.TryGetValue(name, out var upstream)) continue;
            var part = (outputs[name] * Of(upstream)).Sum();
            loss = loss is null ? part : loss + part;
        }
        loss!.Backward();
        var leaves = module.NamedParameters.ToDictionary(entry => entry.Name, entry => (Tensor)entry.Parameter);
        foreach (var (name, tensor) in inputs) leaves.Add(name, tensor);
        Assert.Equal(golden.Gradients.Keys.Order(), leaves.Keys.Order());
        foreach (var (name, expected) in golden.Gradients) Close($"gradient of {name}", expected, leaves[name].Grad!);
        foreach (var (name, expected) in golden.In("after")) Close($"{name} after the call", expected, module.StateDict()[name]);
    }

    static Tensor Of(GoldenTensor tensor) => Tensor.From(Array.ConvertAll(Doubles(tensor), value => (float)value), tensor.Shape);

    static double[] Doubles(GoldenTensor tensor) => [.. tensor.Values.Cast<object>().Select(Convert.ToDouble)];

    static void Close(string what, GoldenTensor expected, Tensor given) => OpCheck.Close(what, Doubles(expected), given.ToArray(), Tolerance);
}
