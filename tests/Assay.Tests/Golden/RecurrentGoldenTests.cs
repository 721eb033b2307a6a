using Assay.Tensors;

namespace Assay.Tests.Golden;

/// <summary>The recurrent ops, put together to layers and directions by hand.</summary>
public sealed class RecurrentGoldenTests
{
    [Theory]
    [GoldenCases("recurrent")]
    public void OpsAgreeWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("recurrent")[name]);
        var batchFirst = run.Case.Flag("batch_first");
        var x = batchFirst ? run["x"].Transpose(0, 1) : run["x"];
        List<Tensor> hiddens = [], cells = [];
        for (var layer = 0; layer < run.Case.Int("layers"); layer++)
        {
            var outputs = new List<Tensor>();
            foreach (var reverse in run.Case.Flag("bidirectional") ? new[] { false, true } : [false])
            {
                var (output, hidden, cell) = Call(run, x, hiddens.Count, $"l{layer}{(reverse ? "_reverse" : "")}", reverse);
                outputs.Add(output);
                hiddens.Add(hidden);
                if (cell is not null) cells.Add(cell);
            }
            x = Tensor.Concat(-1, [.. outputs]);
        }

        var final = Tensor.Stack(0, [.. hiddens]);
        var all = batchFirst ? x.Transpose(0, 1) : x;
        if (cells.Count == 0) run.Check(("output", all), ("h_n", final));
        else run.Check(("output", all), ("h_n", final), ("c_n", Tensor.Stack(0, [.. cells])));
    }

    static (Tensor Output, Tensor Hidden, Tensor? Cell) Call(GoldenRun run, Tensor x, int place, string suffix, bool reverse)
    {
        var (hidden, cell) = (Initial(run, "h_0", place), Initial(run, "c_0", place));
        var (weightIh, weightHh) = (run[$"weight_ih_{suffix}"], run[$"weight_hh_{suffix}"]);
        var (biasIh, biasHh) = (run.Optional($"bias_ih_{suffix}"), run.Optional($"bias_hh_{suffix}"));
        var lengths = run.Case.Given("lengths") ? run.Case.Ints("lengths") : null;
        switch (run.Case.Op)
        {
            case "lstm":
                return Recurrent.Lstm(x, hidden, cell, weightIh, weightHh, biasIh, biasHh, lengths, reverse);
            case "gru":
                var (output, last) = Recurrent.Gru(x, hidden, weightIh, weightHh, biasIh, biasHh, lengths, reverse);
                return (output, last, null);
            case "rnn_tanh" or "rnn_relu":
                var relu = run.Case.Op == "rnn_relu";
                (output, last) = Recurrent.Rnn(x, hidden, weightIh, weightHh, biasIh, biasHh, lengths, reverse, relu);
                return (output, last, null);
            default:
                throw new KeyNotFoundException(run.Case.Op);
        }
    }

    static Tensor? Initial(GoldenRun run, string name, int place) => run.Optional(name)?.Slice(0, place, 1).Squeeze(0);
}
