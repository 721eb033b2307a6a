namespace Assay.Runs;

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>The result may mislead.</summary>
    Warning,

    /// <summary>The result must not be believed as it stands.</summary>
    Error,
}
