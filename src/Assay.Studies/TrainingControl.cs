namespace Assay.Studies;

/// <summary>What the caller of a training may ask of it and hear from it.</summary>
public sealed class TrainingControl
{
    /// <summary>When cancelled, training writes a checkpoint at the next step and ends as Stopped.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>For a training that is resumed: how it goes on; null for exactly as before.</summary>
    public FreshSchedule? Fresh { get; init; }

    /// <summary>Hears how far training is; called on the training thread about ten times a second at most.</summary>
    public Action<TrainingProgress>? Progress { get; init; }
}
