using Assay.Diagnosis;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Faults;

/// <summary>The probes of a finished training: what the data tell, what the model uses, what its optimizer could still do.</summary>
sealed class Examination(
    BaseProgram program, Recipe recipe, TrainingData data, ProgramNet net, Optimizer optimizer, FaultEvaluation evaluation, Func<ProgramNet> another)
{
    const int ProbeRows = 128, RateSteps = 8, OneBatchRows = 16, OneBatchSteps = 60;

    // From this share of a target's variance on, an input number is asked whether the model leans on it.
    const double Telling = 0.95;

    static readonly int[] Rows = [.. Enumerable.Range(0, TrainingData.TrainRows)];

    /// <summary>Adds what it finds to a trace.</summary>
    /// <param name="trace">Of the training.</param>
    /// <param name="alive">Whether the weights are finite; without, the data alone are looked at.</param>
    /// <param name="still">Which parameters no step changes.</param>
    public void Look(Trace trace, bool alive, bool[] still)
    {
        foreach (var (name, value) in DataProbes.Of(data, program.Codes, recipe.Latent)) trace.Add(trace.Step, name, value);
        if (!alive) return;
        var found = new List<(string Name, double Value)>();
        Units(found);
        Uses(found);
        Parameters(found, still);
        Gradients(found);
        found.Add((Vitals.OneBatch, OneBatch()));
        RateTest(found);
        foreach (var (name, value) in found) trace.Add(trace.Step, name, value);
    }

    void Units(List<(string, double)> found)
    {
        var bounded = recipe.Activation is "tanh" or "sigmoid" || program.Recurrent;
        var seen = new List<(string, double)>();
        net.Seen = (name, units) =>
        {
            var width = units.Dim(-1);
            var values = units.Span;
            var rows = values.Length / width;
            var (dead, saturated) = (0, 0);
            for (var unit = 0; unit < width; unit++)
            {
                var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
                for (var row = 0; row < rows; row++)
                {
                    var value = values[(row * width) + unit];
                    (low, high) = (Math.Min(low, value), Math.Max(high, value));
                    if (Math.Abs(value) > 0.98 || (recipe.Activation == "sigmoid" && value < 0.02)) saturated++;
                }
                if (high - low < 1e-5) dead++;
            }
            seen.Add(($"activation/{name}/dead", (double)dead / width));
            if (bounded) seen.Add(($"activation/{name}/saturated", (double)saturated / (rows * width)));
        };
        evaluation.Pass((_, _, _) =>
        {
            if (!double.IsNaN(net.AtBoundary)) found.Add((Vitals.AtBoundary, net.AtBoundary));
            if (net.Divergence is { } divergence) found.Add((Vitals.LatentDivergence, divergence.Item()));
            if (net.Code is { } code) found.Add((Vitals.ActiveUnits, Active(code)));
        });
        net.Seen = null;
        found.AddRange(seen);
    }

    static double Active(Tensor code)
    {
        var (width, rows, active) = (code.Dim(-1), code.Dim(0), 0);
        for (var unit = 0; unit < width; unit++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var row = 0; row < rows; row++)
            {
                var value = code.Span[(row * width) + unit];
                (sum, squares) = (sum + value, squares + ((double)value * value));
            }
            if ((squares / rows) - (sum / rows * (sum / rows)) > 0.01) active++;
        }
        return (double)active / width;
    }

    void Uses(List<(string, double)> found)
    {
        found.Add((Vitals.Repeated, evaluation.Valid()));
        found.Add((Vitals.InputZeroed, evaluation.Valid(x => x * 0f)));
        found.Add((Vitals.InputShuffled, evaluation.Valid(Next)));
        if (!program.Codes && DataProbes.Teller(data) is { Share: > Telling } teller)
            found.Add((Vitals.TellerShuffled, evaluation.Valid(x => Exchanged(x, teller.Column))));
        if (program.Codes)
        {
            net.CodeFilter = Next;
            found.Add((Vitals.CodeShuffled, evaluation.Valid()));
            net.CodeFilter = null;
        }
        if (!program.Recurrent) return;
        net.StateMode = "reset";
        found.Add((Vitals.StateReset, evaluation.Valid()));
        net.StateMode = recipe.State;
    }

    // A leak repeats the target at every step of a sequence: the same number of every step is exchanged.
    Tensor Exchanged(Tensor x, int column)
    {
        var (inputs, width, rows) = (data.Shape.Inputs, data.Shape.Input[^1], x.Dim(0));
        var values = x.ToArray();
        for (var row = 0; row < rows; row++)
            for (var at = column % width; at < inputs; at += width) values[(row * inputs) + at] = x.Span[((row + 1) % rows * inputs) + at];
        return Tensor.From(values, x.Dims);
    }

    // Each example gets what belongs to the one after it.
    static Tensor Next(Tensor x) => Tensor.Concat(0, x.Slice(0, 1, x.Dim(0) - 1), x.Slice(0, 0, 1));

    void Parameters(List<(string, double)> found, bool[] still)
    {
        double total = optimizer.Parameters.Sum(one => one.Count);
        found.Add((Vitals.BuiltParameters, total));
        var frozen = 0.0;
        for (var i = 0; i < still.Length; i++)
            if (still[i]) frozen += optimizer.Parameters[i].Count;
        found.Add((Vitals.FrozenShare, frozen / total));
    }

    void Gradients(List<(string, double)> found)
    {
        const int Parts = 8;
        var size = Math.Min(ProbeRows, data.Rows) / Parts;
        net.Train();
        if (size == 0) return;
        var states = new StateGradients();
        using (var arena = Arena.Enter())
        {
            optimizer.ZeroGrad();
            using (states.Watch()) Batch(Rows.AsSpan(0, size)).Backward();
            var retention = states.Take().Select(one => one.Retention).Where(one => one > 0 && double.IsFinite(one)).DefaultIfEmpty(double.NaN).Min();
            if (!double.IsNaN(retention)) found.Add((Vitals.TimeDecades, -Math.Log10(retention)));
        }
        if (data.Rows < ProbeRows) return;
        var noise = GradientNoise.Measure(optimizer, Parts, size, part => Batch(Rows.AsSpan(part * size, size)));
        found.Add((Vitals.NoiseScale, noise.Scale));
        found.Add((Vitals.GradientlessShare, noise.GradientlessShare));
    }

    Tensor Batch(ReadOnlySpan<int> rows)
    {
        var (inputs, targets) = data.Batch(data.Train, rows);
        return Objective.Loss(recipe, net, net.Forward(inputs), targets);
    }

    double OneBatch()
    {
        var fresh = another();
        var moving = Optimizers.Of(recipe, fresh);
        using var arena = Arena.Enter();
        var rows = Rows.AsSpan(0, Math.Min(OneBatchRows, data.Rows));
        for (var step = 0; step < OneBatchSteps; step++)
        {
            var (inputs, targets) = data.Batch(data.Train, rows);
            var loss = Objective.Loss(recipe, fresh, fresh.Forward(inputs), targets);
            if (!float.IsFinite(loss.Item())) return 10;
            moving.ZeroGrad();
            loss.Backward();
            if (!double.IsFinite(moving.Step(recipe.Clip))) return 10;
            arena.Rewind();
        }
        fresh.Eval();
        using (Tensor.PauseGradients())
        {
            var (inputs, targets) = data.Batch(data.Train, rows);
            var own = (Inputs: new float[0], Targets: targets.ToArray());
            return Math.Min(10, Objective.Error(recipe, fresh.Forward(inputs), targets) / FaultEvaluation.Trivial(own, own, data.Shape.Targets));
        }
    }

    void RateTest(List<(string, double)> found)
    {
        var size = Math.Min(recipe.Batch, Math.Min(ProbeRows, data.Rows));
        var test = Assay.Training.RateTest.Measure(
            optimizer, recipe.Lr, RateSteps, recipe.Clip,
            step =>
            {
                net.Train();
                return Batch(Rows.AsSpan(step * size % Math.Max(1, data.Rows - size + 1), size));
            },
            () => evaluation.Train(ProbeRows), recipe.GradientsKept);
        foreach (var (multiple, ratio) in test) found.Add(($"{Vitals.RateTest}{multiple.ToString(System.Globalization.CultureInfo.InvariantCulture)}", Math.Min(1000, ratio)));
    }
}
