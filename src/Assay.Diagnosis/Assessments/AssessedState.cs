namespace Assay.Diagnosis;

/// <summary>What an assessment comes to.</summary>
public enum AssessedState
{
    /// <summary>Too little was measured to tell: nothing wrong was found, but no validation score stands beside a trivial baseline.</summary>
    Unknown,

    /// <summary>Rules could look, the scores have a scale, and nothing wrong was found.</summary>
    Healthy,

    /// <summary>Something may mislead.</summary>
    Suspect,

    /// <summary>The result must not be believed, or is far from what it could be.</summary>
    Faulty,
}
