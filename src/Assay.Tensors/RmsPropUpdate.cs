namespace Assay.Tensors;

/// <summary>The numbers of one RMSprop step.</summary>
/// <param name="LearningRate">Multiplies the normalised gradient.</param>
public readonly record struct RmsPropUpdate(double LearningRate)
{
    /// <summary>Decay of the running means.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the root, outside it.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the square of the gradients' running mean is taken off that of their squares.</summary>
    public bool Centred { get; init; }

    /// <summary>Share of the momentum buffer that stays.</summary>
    public double Momentum { get; init; }

    /// <summary>Multiplies the gradient before anything else: the clip factor.</summary>
    public double GradientScale { get; init; } = 1;

    /// <summary>Weight decay: this times the parameter is added to the gradient.</summary>
    public double Decay { get; init; }
}
