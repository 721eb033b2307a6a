namespace Assay.Training;

/// <summary>Where a gradient stops being healthy.</summary>
public sealed record GradientLimits
{
    /// <summary>A weight whose gradient has a smaller norm gets none worth the name.</summary>
    public double Vanishing { get; init; } = 1e-7;

    /// <summary>A norm, of one weight or of all gradients together, beyond which a step is a leap.</summary>
    public double Exploding { get; init; } = 100;

    /// <summary>Standard deviation of the norms over their mean beyond which they are erratic.</summary>
    public double Scatter { get; init; } = 2;

    /// <summary>Mean share of the norm that clipping leaves below which it decides how far every step goes.</summary>
    public double Kept { get; init; } = 0.2;

    /// <summary>Share of a recurrent net's gradient that must be left at the step computed first.</summary>
    public double Retention { get; init; } = 1e-4;

    /// <summary>Norm of an update over that of its weight below which the weight stands still.</summary>
    public double Still { get; init; } = 1e-7;

    /// <summary>Norm of an update over that of its weight above which the weight jumps.</summary>
    public double Jump { get; init; } = 0.1;
}
