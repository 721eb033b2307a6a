namespace Assay.Tensors;

/// <summary>The numbers of one Adam or AdamW step, computed once for all elements of a parameter.</summary>
/// <param name="StepSize">Learning rate / (1 - beta1^t).</param>
/// <param name="RootScale">1 / sqrt(1 - beta2^t).</param>
public readonly record struct AdamUpdate(double StepSize, double RootScale)
{
    /// <summary>Decay of the running mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root, outside it.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Multiplies the gradient before anything else: the clip factor.</summary>
    public double GradientScale { get; init; } = 1;

    /// <summary>Adam's weight decay: this times the parameter is added to the gradient.</summary>
    public double Decay { get; init; }

    /// <summary>AdamW's weight decay: multiplies the parameter before the step, 1 - learning rate x decay.</summary>
    public double Shrink { get; init; } = 1;
}
