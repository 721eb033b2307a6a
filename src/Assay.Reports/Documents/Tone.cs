namespace Assay.Reports;

/// <summary>How a callout is meant.</summary>
public enum Tone
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Something was checked and holds.</summary>
    Good,

    /// <summary>Something limits what the numbers say.</summary>
    Warning,

    /// <summary>Something is wrong.</summary>
    Error,
}
