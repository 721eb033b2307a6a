namespace Assay.Studies.NextVector;

/// <summary>How <see cref="NextVector.Fit"/> trains. What is not stated is as <c>assay train next-vector</c> has it.</summary>
public sealed class NextVectorOptions
{
    /// <summary>Seed of everything random in training; the split has a seed of its own, <c>split.seed</c>.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Settings by name, as <c>assay train next-vector --help</c> lists them: <c>{ ["model"] = "gru", ["epochs"] = 3 }</c>.</summary>
    public IDictionary<string, object> Settings { get; } = new Dictionary<string, object>();

    /// <summary>Hears how far training is, on the training thread, about ten times a second at most.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops training at the next step.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Where the run is kept, for <c>assay show</c>, <c>report</c> and <c>compare</c>; null keeps none.</summary>
    public string? RunsFolder { get; init; }
}
