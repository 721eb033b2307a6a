using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// A learned c of a <see cref="PoincareBall"/> that can never contradict a largest radius: c = largest sigmoid(theta) with
/// largest = (1 - margin) / maxRadius^2.
/// </summary>
public sealed class LearnedCurvature : Module
{
    readonly double _maxRadius, _margin;
    readonly Parameter _theta = new(1);

    /// <param name="maxRadius">The largest Euclidean norm that a point will get; positive.</param>
    /// <param name="start">The c to start at; positive and below <see cref="Largest"/>.</param>
    /// <param name="margin">How far below 1 / maxRadius^2 c stays, as a share of it; at least 1e-5, below 1.</param>
    public LearnedCurvature(double maxRadius, double start = 1, double margin = 1e-4)
    {
        if (!(maxRadius > 0 && double.IsFinite(maxRadius)))
            throw new ArgumentOutOfRangeException(nameof(maxRadius), maxRadius, "The largest radius must be positive and finite.");
        if (!(margin is >= 1e-5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must be at least 1e-5 and below 1.");
        (_maxRadius, _margin) = (maxRadius, margin);
        if (!(start > 0 && start < Largest))
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, FormattableString.Invariant(
                $"With points up to the radius {maxRadius} the curvature must start above 0 and below {Largest:R}; given {start}."));
        }
        _theta.Span[0] = (float)Math.Log(start / (Largest - start));
    }

    /// <summary>What c stays below: (1 - margin) / maxRadius^2.</summary>
    public double Largest => (1 - _margin) / (_maxRadius * _maxRadius);

    /// <summary>c as a tensor (1), with its gradient.</summary>
    public Tensor Forward() => _theta.Sigmoid() * (float)Largest;

    /// <summary>The ball of this curvature, for one forward pass: it ends with the step.</summary>
    public PoincareBall Ball() => new(Forward());
}
