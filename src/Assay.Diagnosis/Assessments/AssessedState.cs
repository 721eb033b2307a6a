namespace Assay.Diagnosis;

/// <summary>What an assessment comes to.</summary>
public enum AssessedState
{
    /// <summary>Too little was measured to say anything.</summary>
    Unknown,

    /// <summary>Rules could look, and nothing wrong was found.</summary>
    Healthy,

    /// <summary>Something may mislead.</summary>
    Suspect,

    /// <summary>The result must not be believed, or is far from what it could be.</summary>
    Faulty,
}
