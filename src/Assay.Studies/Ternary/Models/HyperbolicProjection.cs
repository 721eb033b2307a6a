using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>
/// A code to a point of the Poincare ball in polar form: the direction of z + f(z), and a radius of maxRadius sigmoid(g(z)), so that no point can
/// lie outside. Width 64 and one hidden layer make 2,833 parameters, 577 of them g's. The radius depends on g alone.
/// </summary>
sealed class HyperbolicProjection : Module
{
    const float SmallestNorm = 1e-12f;

    readonly Sequential _directionNet;
    readonly Sequential _radiusNet;
    readonly double _maxRadius;

    /// <param name="latent">Numbers of a code.</param>
    /// <param name="hidden">Width of f; g has half of it, at least 32.</param>
    /// <param name="layers">Hidden layers of both.</param>
    /// <param name="dropout">Of their hidden units; a layer of its own only where it is not 0, so that the numbers of the layers after it depend on it.</param>
    /// <param name="maxRadius">Euclidean radius that no point reaches.</param>
    /// <param name="rng">Draws the weights.</param>
    public HyperbolicProjection(int latent, int hidden, int layers, double dropout, double maxRadius, Rng rng)
    {
        _maxRadius = maxRadius;
        var last = new Linear(hidden, latent, rng.Split("direction"));
        last.Weight.Span.Clear();
        last.Bias!.Span.Clear();
        _directionNet = Net(latent, hidden, layers, dropout, norm: true, rng.Split("direction hidden"), last);
        var width = Math.Max(32, hidden / 2);
        var level = new Linear(width, 1, rng.Split("radius"));
        level.Bias!.Span.Clear();
        _radiusNet = Net(latent, width, layers, dropout, norm: false, rng.Split("radius hidden"), level, Activation.Sigmoid());
    }

    /// <summary>Euclidean radius of codes (batch, latent): (batch, 1).</summary>
    public Tensor Radius(Tensor code) => _radiusNet.Forward(code) * (float)_maxRadius;

    /// <summary>Unit vectors (batch, latent).</summary>
    public Tensor Direction(Tensor code)
    {
        var sum = code + _directionNet.Forward(code);
        return sum / ((sum.Square().Sum(1, keepAxis: true) + SmallestNorm).Sqrt().Expand(sum.Dims));
    }

    /// <summary>The points (batch, latent) of codes whose radii are known.</summary>
    public Tensor Point(Tensor code, Tensor radius)
    {
        var direction = Direction(code);
        return direction * radius.Expand(direction.Dims);
    }

    static Sequential Net(int inputs, int width, int layers, double dropout, bool norm, Rng rng, params Layer[] end)
    {
        List<Layer> all = [];
        for (var layer = 0; layer < layers; layer++)
        {
            all.Add(new Linear(layer == 0 ? inputs : width, width, rng));
            if (norm) all.Add(new LayerNorm(width));
            all.Add(Activation.Silu());
            if (dropout > 0) all.Add(new Dropout(dropout, rng.Split($"dropout {layer}")));
        }
        return new Sequential([.. all, .. end]);
    }
}
