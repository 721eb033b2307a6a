using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Vectors through a code and back; the code may be drawn, and may be a point of a ball.</summary>
sealed class VectorCodeNet : ProgramNet
{
    readonly Linear _in, _mean, _open, _out;
    readonly Linear? _spread;
    readonly Func<Tensor, Tensor> _function;
    readonly PoincareBall? _ball;
    readonly Rng _noise;

    public VectorCodeNet(Recipe recipe, TaskShape shape, bool variational, bool hyperbolic, Rng rng)
    {
        _in = new Linear(shape.Inputs, recipe.Hidden, rng);
        _mean = new Linear(recipe.Hidden, recipe.Latent, rng);
        _spread = variational ? new Linear(recipe.Hidden, recipe.Latent, rng) : null;
        _open = new Linear(recipe.Latent, recipe.Hidden, rng);
        _out = new Linear(recipe.Hidden, shape.Targets, rng);
        _function = Function(recipe.Activation);
        _ball = hyperbolic ? new PoincareBall(recipe.Curvature) : null;
        _noise = rng.Split("noise");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        var read = See("encoder", _function(_in.Forward(x)));
        var mean = _mean.Forward(read);
        var code = mean;
        if (_spread is not null)
        {
            var logVariance = _spread.Forward(read).Clamp(-12, 12);
            Divergence = mean.NormalDivergence(logVariance) / x.Dim(0);
            if (Training) code = mean.WithNoise(logVariance, Tensor.Normal(_noise, 0, 1, mean.Dims));
        }
        if (_ball is not null)
        {
            var points = _ball.Project(code * 0.3f);
            (AtBoundary, code) = (Balls.ShareAtBoundary(points, _ball), _ball.LogOrigin(points));
        }
        code = Filtered(code);
        return _out.Forward(See("decoder", _function(_open.Forward(code))));
    }
}
