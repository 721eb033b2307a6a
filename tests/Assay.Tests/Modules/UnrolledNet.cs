using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Modules;

/// <summary>
/// A recurrent net step by step from plain ops. A zero leaf is added to every state, so that its gradient is the whole one that reaches that state.
/// </summary>
sealed class UnrolledNet(RecurrentLayer net, int layers, int[] lengths)
{
    readonly Dictionary<string, Parameter> _parameters = net.NamedParameters.ToDictionary(entry => entry.Name, entry => entry.Parameter);
    readonly Dictionary<(int Index, int Time), Tensor> _added = [];

    /// <summary>What is added to one element of one state.</summary>
    public (int Index, int Time, int Place, float By)? Move { get; init; }

    public Tensor Added(int index, int time) => _added[(index, time)];

    public Tensor Weight(int index) => _parameters[$"weight_hh_{Suffix(index)}"];

    /// <summary>Outputs (batch, time, hidden * directions) and final states (layers * directions, batch, hidden).</summary>
    public (Tensor Output, Tensor Last) Run(Tensor x)
    {
        var steps = Enumerable.Range(0, x.Dim(1)).Select(t => x.Slice(1, t, 1).Reshape(x.Dim(0), x.Dim(2))).ToArray();
        var finals = new List<Tensor>();
        for (var layer = 0; layer < layers; layer++)
        {
            var directions = Enumerable.Range(0, net.Directions).Select(direction => Layer((layer * net.Directions) + direction, steps, direction == 1, finals)).ToArray();
            steps = [.. steps.Select((_, t) => directions.Length == 1 ? directions[0][t] : Tensor.Concat(-1, directions[0][t], directions[1][t]))];
        }
        return (Tensor.Stack(1, steps), Tensor.Stack(0, [.. finals]));
    }

    /// <summary>Norms by time, and the retention, from the gradients of what was added.</summary>
    public (double[] Norms, double Retention) Expected(int index, bool reverse)
    {
        var time = lengths.Max();
        double Norm(int t, int sequence) =>
            Math.Sqrt(Added(index, t).Grad!.Span.Slice(sequence * net.Hidden, net.Hidden).ToArray().Sum(value => (double)value * value));
        var norms = Enumerable.Range(0, time).Select(t => Enumerable.Range(0, lengths.Length).Where(i => t < lengths[i]).Average(i => Norm(t, i))).ToArray();
        var earliest = lengths.Select((_, i) => Norm(0, i)).Average();
        var latest = lengths.Select((length, i) => Norm(length - 1, i)).Average();
        return (norms, reverse ? latest / earliest : earliest / latest);
    }

    string Suffix(int index) => $"l{index / net.Directions}{(index % net.Directions == 1 ? "_reverse" : "")}";

    Tensor[] Layer(int index, Tensor[] steps, bool reverse, List<Tensor> finals)
    {
        int batch = steps[0].Dim(0), time = steps.Length;
        var hidden = Tensor.Zeros(batch, net.Hidden);
        var cell = Tensor.Zeros(batch, net.Hidden);
        var outputs = new Tensor[time];
        for (var n = 0; n < time; n++)
        {
            var t = reverse ? time - 1 - n : n;
            var added = _added[(index, t)] = Tensor.Zeros(batch, net.Hidden).Tracked();
            if (Move is { } move && (move.Index, move.Time) == (index, t)) added.Span[move.Place] = move.By;
            var (nextHidden, nextCell) = Step(steps[t], hidden, cell, Suffix(index));
            nextHidden += added;
            var valid = Tensor.From([.. lengths.Select(length => t < length ? 1f : 0f)], batch, 1);
            (hidden, cell) = ((nextHidden * valid) + (hidden * (1 - valid)), (nextCell * valid) + (cell * (1 - valid)));
            outputs[t] = hidden * valid;
        }
        finals.Add(hidden);
        return outputs;
    }

    (Tensor Hidden, Tensor Cell) Step(Tensor x, Tensor hidden, Tensor cell, string suffix)
    {
        var input = x.MatMul(_parameters[$"weight_ih_{suffix}"].Transpose(0, 1)) + _parameters[$"bias_ih_{suffix}"];
        var recurrent = hidden.MatMul(_parameters[$"weight_hh_{suffix}"].Transpose(0, 1)) + _parameters[$"bias_hh_{suffix}"];
        Tensor In(int gate) => input.Slice(1, gate * net.Hidden, net.Hidden);
        Tensor Back(int gate) => recurrent.Slice(1, gate * net.Hidden, net.Hidden);
        switch (net)
        {
            case Lstm:
                var next = ((In(1) + Back(1)).Sigmoid() * cell) + ((In(0) + Back(0)).Sigmoid() * (In(2) + Back(2)).Tanh());
                return ((In(3) + Back(3)).Sigmoid() * next.Tanh(), next);
            case Gru:
                var update = (In(1) + Back(1)).Sigmoid();
                var candidate = (In(2) + ((In(0) + Back(0)).Sigmoid() * Back(2))).Tanh();
                return (((1 - update) * candidate) + (update * hidden), cell);
            default:
                return ((input + recurrent).Tanh(), cell);
        }
    }
}
