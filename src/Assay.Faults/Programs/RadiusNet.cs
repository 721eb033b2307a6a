using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Inputs to points of a ball whose hyperbolic distance from the origin is the prediction, as the study ternary.</summary>
sealed class RadiusNet : ProgramNet
{
    readonly Linear _in, _hidden, _point;
    readonly Func<Tensor, Tensor> _function;
    readonly PoincareBall _ball;

    public RadiusNet(Recipe recipe, TaskShape shape, Rng rng)
    {
        _in = new Linear(shape.Inputs, recipe.Hidden, rng);
        _hidden = new Linear(recipe.Hidden, recipe.Hidden, rng);
        _point = new Linear(recipe.Hidden, recipe.Latent, rng);
        _function = Function(recipe.Activation);
        _ball = new PoincareBall(recipe.Curvature);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        var read = See("layer0", _function(_in.Forward(x)));
        var points = _ball.Project(_point.Forward(See("layer1", _function(_hidden.Forward(read)))));
        AtBoundary = Balls.ShareAtBoundary(points, _ball);
        return _ball.DistanceToOrigin(points).Reshape(x.Dim(0), 1);
    }
}
