using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Errors of a network with frozen weights.</summary>
sealed class FaultEvaluation(ProgramNet net, Recipe recipe, TrainingData data)
{
    static readonly int[] All = [.. Enumerable.Range(0, TrainingData.TrainRows)];

    public double Valid(Func<Tensor, Tensor>? change = null) => Error(data.Valid, TrainingData.ValidRows, change).Error;

    public double Train(int rows) => Error(data.Train, Math.Min(rows, data.Rows), null).Error;

    /// <summary>The test error that a program is judged by: with the healthy weight of the divergence where codes are drawn.</summary>
    public double Judge(double klWeight)
    {
        var (error, divergence) = Error(data.Test, TrainingData.TestRows, null);
        return error + (klWeight * divergence);
    }

    /// <summary>The error on one part of the best constants of another, one for each of <paramref name="width"/> numbers.</summary>
    public static double Trivial((float[] Inputs, float[] Targets) of, (float[] Inputs, float[] Targets) from, int width)
    {
        var (means, counts) = (new double[width], new int[width]);
        for (var i = 0; i < from.Targets.Length; i++)
            if (float.IsFinite(from.Targets[i])) (means[i % width], counts[i % width]) = (means[i % width] + from.Targets[i], counts[i % width] + 1);
        for (var i = 0; i < width; i++) means[i] /= Math.Max(1, counts[i]);
        var (sum, seen) = (0.0, 0);
        for (var i = 0; i < of.Targets.Length; i++)
            if (float.IsFinite(of.Targets[i])) (sum, seen) = (sum + Math.Pow(of.Targets[i] - means[i % width], 2), seen + 1);
        return sum / seen;
    }

    /// <summary>Inputs and outputs of a part are seen by <paramref name="look"/>.</summary>
    public void Pass(Action<Tensor, Tensor, Tensor> look)
    {
        Prepare();
        using var arena = Arena.Enter();
        using (Tensor.PauseGradients())
        {
            var (inputs, targets) = data.Batch(data.Valid, All.AsSpan(0, TrainingData.ValidRows));
            look(inputs, targets, net.Forward(inputs));
        }
    }

    (double Error, double Divergence) Error((float[] Inputs, float[] Targets) part, int rows, Func<Tensor, Tensor>? change)
    {
        Prepare();
        using var arena = Arena.Enter();
        using (Tensor.PauseGradients())
        {
            var (inputs, targets) = data.Batch(part, All.AsSpan(0, rows));
            var output = net.Forward(change is null ? inputs : change(inputs));
            return (Objective.Error(recipe, output, targets), net.Divergence?.Item() ?? 0);
        }
    }

    void Prepare()
    {
        if (recipe.DropoutInEvaluation) net.Train();
        else net.Eval();
    }
}
