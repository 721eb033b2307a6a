using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>A recurrent net and a head on its last step, or on every step.</summary>
sealed class SequenceNet : ProgramNet
{
    readonly RecurrentLayer _net;
    readonly Linear _head;
    readonly bool _every;

    public SequenceNet(Recipe recipe, TaskShape shape, Func<int, int, Rng, RecurrentLayer> net, Rng rng)
    {
        _net = net(shape.Input[1], recipe.Hidden, rng);
        _every = shape.Target.Length == 2;
        _head = new Linear(recipe.Hidden, shape.Target[^1], rng);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        var states = Unroll(_net, x, "state");
        return _head.Forward(_every ? states : LastOf(states));
    }
}
