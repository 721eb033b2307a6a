namespace Assay.Sweeps;

/// <summary>Which values of a metric are good.</summary>
public enum Goal
{
    /// <summary>Less is better.</summary>
    Minimize,

    /// <summary>More is better.</summary>
    Maximize,
}
