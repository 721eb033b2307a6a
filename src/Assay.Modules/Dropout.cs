using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// While training, sets each element to zero with the given probability and multiplies the others by 1 / (1 - probability);
/// under evaluation passes its input on (Srivastava et al. 2014).
/// </summary>
public sealed class Dropout : Layer
{
    readonly double _probability;
    readonly Rng _rng;

    /// <param name="probability">At least 0, below 1.</param>
    /// <param name="rng">Seeds the layer's own generator, whose state is part of a checkpoint.</param>
    public Dropout(double probability, Rng rng)
    {
        if (probability is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"Dropout must be at least 0 and below 1; given {probability}.");
        (_probability, _rng) = (probability, rng.Fork());
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Training ? x.Dropout((float)_probability, _rng) : x;
}
