using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Golden;

/// <summary>Rnn, Lstm and Gru under PyTorch's parameter names: layers, directions, states, lengths, either axis first.</summary>
public sealed class RecurrentModuleGoldenTests
{
    [Theory]
    [GoldenCases("recurrent", "lstm")]
    public void LstmAgreesWithPyTorch(string name)
    {
        var (run, options) = Open(name);
        var (inputs, hidden, layers, bidirectional, bias, batchFirst, lengths) = options;
        var module = run.Load(new Lstm(
            inputs, hidden, new Rng(1), layers, bidirectional: bidirectional, bias: bias, batchFirst: batchFirst));
        var state = run.Optional("h_0") is { } initial ? new LstmState(initial, run["c_0"]) : (LstmState?)null;
        var (output, final) = module.Forward(run["x"], state, lengths);
        run.Check(("output", output), ("h_n", final.Hidden), ("c_n", final.Cell));
    }

    [Theory]
    [GoldenCases("recurrent", "gru")]
    public void GruAgreesWithPyTorch(string name)
    {
        var (run, options) = Open(name);
        var (inputs, hidden, layers, bidirectional, bias, batchFirst, lengths) = options;
        var module = run.Load(new Gru(
            inputs, hidden, new Rng(1), layers, bidirectional: bidirectional, bias: bias, batchFirst: batchFirst));
        var (output, final) = module.Forward(run["x"], run.Optional("h_0"), lengths);
        run.Check(("output", output), ("h_n", final));
    }

    [Theory]
    [GoldenCases("recurrent", "rnn_tanh", "rnn_relu")]
    public void RnnAgreesWithPyTorch(string name)
    {
        var (run, options) = Open(name);
        var (inputs, hidden, layers, bidirectional, bias, batchFirst, lengths) = options;
        var module = run.Load(new Rnn(
            inputs, hidden, new Rng(1), layers, bidirectional: bidirectional, bias: bias, batchFirst: batchFirst,
            relu: run.Case.Op == "rnn_relu"));
        var (output, final) = module.Forward(run["x"], run.Optional("h_0"), lengths);
        run.Check(("output", output), ("h_n", final));
    }

    static (GoldenRun Run, Options Options) Open(string name)
    {
        var golden = GoldenFile.Open("recurrent")[name];
        return (new GoldenRun(golden), new Options(
            golden.Int("inputs"), golden.Int("hidden"), golden.Int("layers"), golden.Flag("bidirectional"), golden.Flag("bias"),
            golden.Flag("batch_first"), golden.Given("lengths") ? golden.Ints("lengths") : null));
    }

    sealed record Options(int Inputs, int Hidden, int Layers, bool Bidirectional, bool Bias, bool BatchFirst, int[]? Lengths);
}
