namespace Assay.Diagnosis.Forecasts;

/// <summary>How a value stands to what was expected.</summary>
public enum AlertState
{
    /// <summary>Between the limits.</summary>
    Expected,

    /// <summary>Worse, or not a number.</summary>
    Red,

    /// <summary>Better.</summary>
    Green,
}
