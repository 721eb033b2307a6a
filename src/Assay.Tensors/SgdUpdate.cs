namespace Assay.Tensors;

/// <summary>The numbers of one SGD step.</summary>
/// <param name="LearningRate">Multiplies the direction that the parameter moves against.</param>
public readonly record struct SgdUpdate(double LearningRate)
{
    /// <summary>Share of the momentum buffer that stays.</summary>
    public double Momentum { get; init; }

    /// <summary>What the gradient is multiplied by on its way into the momentum buffer: 1 - dampening, and 1 on the first step.</summary>
    public double Intake { get; init; } = 1;

    /// <summary>Nesterov's look-ahead: the step is gradient + momentum x buffer.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Multiplies the gradient before anything else: the clip factor.</summary>
    public double GradientScale { get; init; } = 1;

    /// <summary>Weight decay: this times the parameter is added to the gradient.</summary>
    public double Decay { get; init; }
}
