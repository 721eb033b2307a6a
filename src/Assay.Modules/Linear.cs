using Assay.Tensors;

namespace Assay.Modules;

/// <summary>x W^T + b over the last axis: (..., inputs) to (..., outputs).</summary>
public sealed class Linear : Layer
{
    readonly Parameter _weight;
    readonly Parameter? _bias;

    /// <summary>Weight (outputs, inputs) and bias (outputs), both uniform within 1 / sqrt(inputs), as in PyTorch.</summary>
    public Linear(int inputs, int outputs, Rng rng, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        var bound = 1 / Math.Sqrt(inputs);
        _weight = new Parameter(outputs, inputs);
        Initialisers.Uniform(_weight, rng, -bound, bound);
        if (!bias) return;
        _bias = new Parameter(outputs);
        Initialisers.Uniform(_bias, rng, -bound, bound);
    }

    /// <summary>(outputs, inputs)</summary>
    public Parameter Weight => _weight;

    /// <summary>(outputs); null without bias.</summary>
    public Parameter? Bias => _bias;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => x.Linear(_weight, _bias);
}
