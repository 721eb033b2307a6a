namespace Assay.Diagnosis.Forecasts;

/// <summary>How a forecast in the ledger stands.</summary>
public enum LedgerState
{
    /// <summary>Its step has not come.</summary>
    Open,

    /// <summary>The outcome lay in the 80 % interval.</summary>
    Covered,

    /// <summary>It did not, or the training diverged.</summary>
    Missed,

    /// <summary>The training ended before the step, so there is no outcome.</summary>
    Void,
}
