using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>
/// A small net that sets weights of the loss from how training stands: 8-32-32-6, 1,606 parameters. Its weights are learned with everything else, so
/// the loss must keep them from shrinking.
/// </summary>
sealed class LossController : Module
{
    /// <summary>Numbers that it reads: mean hyperbolic radius, hierarchy and divergence of both codes, and two that are not used.</summary>
    public const int Inputs = 8;

    readonly Sequential _net;

    public LossController(Rng rng)
    {
        var last = new Linear(32, 6, rng);
        foreach (ref var weight in last.Weight.Span) weight *= 0.01f;
        _net = new Sequential(new Linear(Inputs, 32, rng), new LayerNorm(32), Activation.Silu(), new Linear(32, 32, rng), Activation.Silu(), last);
    }

    /// <summary>From (1, 8) to the weights, each one element.</summary>
    public LossWeights Forward(Tensor state)
    {
        var raw = _net.Forward(state);
        Tensor Part(int index) => raw.Slice(1, index, 1).Reshape(1);
        return new LossWeights(Part(0).Sigmoid() * 0.5f, Part(1).Softplus() + 0.1f, Part(2).Softplus(), Part(3).Softplus() + 0.5f, Part(4).Softplus() + 0.5f, Part(5).Sigmoid());
    }
}
