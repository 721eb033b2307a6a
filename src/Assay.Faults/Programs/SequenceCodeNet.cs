using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>
/// Sequences through a code and back, as the study poetry: the encoder's last state makes the code, the decoder reads it at every step
/// beside the step's position. The code may be drawn.
/// </summary>
sealed class SequenceCodeNet : ProgramNet
{
    readonly RecurrentLayer _encoder, _decoder;
    readonly Linear _mean, _out;
    readonly Linear? _spread;
    readonly TaskShape _shape;
    readonly Rng _noise;

    public SequenceCodeNet(Recipe recipe, TaskShape shape, Func<int, int, Rng, RecurrentLayer> net, bool variational, Rng rng)
    {
        _shape = shape;
        _encoder = net(shape.Input[1], recipe.Hidden, rng);
        _mean = new Linear(recipe.Hidden, recipe.Latent, rng);
        _spread = variational ? new Linear(recipe.Hidden, recipe.Latent, rng) : null;
        _decoder = net(recipe.Latent, recipe.Hidden, rng);
        _out = new Linear(recipe.Hidden, shape.Target[1], rng);
        _noise = rng.Split("noise");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        var read = LastOf(Unroll(_encoder, x, "encoder"));
        var mean = _mean.Forward(read);
        var code = mean;
        if (_spread is not null)
        {
            var logVariance = _spread.Forward(read).Clamp(-12, 12);
            Divergence = mean.NormalDivergence(logVariance) / x.Dim(0);
            if (Training) code = mean.WithNoise(logVariance, Tensor.Normal(_noise, 0, 1, mean.Dims));
        }
        code = Filtered(code);
        var steps = code.Unsqueeze(1).Expand(code.Dim(0), _shape.Target[0], code.Dim(1));
        return _out.Forward(Unroll(_decoder, steps, "decoder"));
    }
}
