using Assay.Data;
using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

/// <summary>y = x w + b for x (rows, 2).</summary>
sealed class Line : Layer
{
    public readonly Parameter Weight = OptimizerTests.Filled(new Rng(11), 2, 1);
    public readonly Parameter Bias = new(1);

    public override Tensor Forward(Tensor x) => x.MatMul(Weight) + Bias;

    /// <summary>Noisy rows of y = 2 x0 - x1 + 0.5.</summary>
    public static Dataset Rows(int count, ulong seed = 1)
    {
        var rng = new Rng(seed);
        var inputs = new float[2 * count];
        var targets = new float[count];
        for (var i = 0; i < count; i++)
        {
            (inputs[2 * i], inputs[(2 * i) + 1]) = (rng.NextNormal(), rng.NextNormal());
            targets[i] = (2 * inputs[2 * i]) - inputs[(2 * i) + 1] + 0.5f + (0.01f * rng.NextNormal());
        }
        return new Dataset(Tensor.From(inputs, count, 2), Tensor.From(targets, count, 1));
    }
}

/// <summary>h(t) = tanh(a x(t) + b h(t-1)), the output is h.</summary>
sealed class Leaky : StatefulModel
{
    public readonly Parameter A = OptimizerTests.Filled(new Rng(12), 1);
    public readonly Parameter B = OptimizerTests.Filled(new Rng(13), 1);

    public override Tensor[] ZeroState(int streams) => [Tensor.Zeros(streams, 1)];

    public override Tensor Forward(Tensor input, Tensor[] state)
    {
        var outputs = new Tensor[input.Dim(0)];
        for (var step = 0; step < outputs.Length; step++)
            outputs[step] = state[0] = ((input.Slice(0, step, 1).Reshape(-1, 1) * A) + (state[0] * B)).Tanh();
        return Tensor.Stack(0, outputs);
    }

    /// <summary>What a = 0.7, b = 0.5 makes of noise.</summary>
    public static (Tensor Inputs, Tensor Targets) Sequence(int rows)
    {
        var rng = new Rng(4);
        var inputs = new float[rows];
        var targets = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            inputs[i] = rng.NextNormal();
            targets[i] = MathF.Tanh((0.7f * inputs[i]) + (i == 0 ? 0 : 0.5f * targets[i - 1]));
        }
        return (Tensor.From(inputs, rows, 1), Tensor.From(targets, rows, 1));
    }
}
