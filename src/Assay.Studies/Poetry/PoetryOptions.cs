namespace Assay.Studies.Poetry;

/// <summary>How <see cref="Poetry.Fit(string, PoetryOptions)"/> trains. What is not stated is as <c>assay train poetry</c> has it.</summary>
public sealed class PoetryOptions
{
    /// <summary>One of <see cref="Poetry.Presets"/>, or null for the default.</summary>
    public string? Preset { get; init; }

    /// <summary>Seed of the split and of everything random in training.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Settings by name, as <c>assay train poetry --help</c> lists them: <c>{ ["epochs"] = 3 }</c>.</summary>
    public IDictionary<string, object> Settings { get; } = new Dictionary<string, object>();

    /// <summary>Hears how far training is, on the training thread, about ten times a second at most.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops training at the next step.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Where the run is kept, for <c>assay show</c>, <c>report</c> and <c>compare</c>; null keeps none.</summary>
    public string? RunsFolder { get; init; }
}
