using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Faults;

/// <summary>How much of a training the doctor is shown.</summary>
public enum View
{
    /// <summary>All of it, with the probes of its end.</summary>
    Examined,

    /// <summary>All of it as it was logged, without probes.</summary>
    Logged,

    /// <summary>The beginning of it as it was logged.</summary>
    Beginning,
}
