namespace Assay.Faults;

/// <summary>
/// All that can be set of a base program, and all that a fault can do to one: the healthy value of everything below the line of faults
/// is its default.
/// </summary>
public sealed record Recipe
{
    /// <summary>adam, rmsprop or sgd (momentum 0.9).</summary>
    public string Optimizer { get; init; } = "adam";

    /// <summary>Learning rate at its highest.</summary>
    public double Lr { get; init; } = 0.005;

    /// <summary>constant or cosine; early falls to nothing in the first tenth.</summary>
    public string Schedule { get; init; } = "cosine";

    /// <summary>Examples in a batch.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Passes over the training rows, whose number is not changed by taking rows away.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Largest global norm of the gradient; infinite for none.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>relu, tanh, gelu, sigmoid or linear.</summary>
    public string Activation { get; init; } = "tanh";

    /// <summary>Width inside.</summary>
    public int Hidden { get; init; } = 24;

    /// <summary>Numbers of a code.</summary>
    public int Latent { get; init; } = 4;

    /// <summary>mse, absolute, cosine; squashed puts a sigmoid behind the output.</summary>
    public string Loss { get; init; } = "mse";

    /// <summary>Weight of the codes' divergence.</summary>
    public double KlWeight { get; init; }

    /// <summary>c of the ball.</summary>
    public double Curvature { get; init; } = 1;

    /// <summary>Probability of dropping a hidden number in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Decoupled weight decay.</summary>
    public double Decay { get; init; }

    /// <summary>Factor of the initial weights; 0 for all zero.</summary>
    public double Init { get; init; } = 1;

    /// <summary>Training rows used; 0 for all.</summary>
    public int Rows { get; init; }

    // Below: what only a fault does.

    /// <summary>Whether dropout stays on in evaluation.</summary>
    public bool DropoutInEvaluation { get; init; }

    /// <summary>Deviation of noise on training targets, in their own deviations.</summary>
    public double TargetNoise { get; init; }

    /// <summary>Share of training targets that are exchanged among rows.</summary>
    public double TargetsShuffled { get; init; }

    /// <summary>Rows by which training targets are late.</summary>
    public int TargetsShifted { get; init; }

    /// <summary>Training rows whose target is not a number.</summary>
    public int TargetsMissing { get; init; }

    /// <summary>Factor of all inputs.</summary>
    public double InputScale { get; init; } = 1;

    /// <summary>Offset of all inputs.</summary>
    public double InputOffset { get; init; }

    /// <summary>Factor of the inputs of validation and test alone.</summary>
    public double ServedScale { get; init; } = 1;

    /// <summary>Whether a column of the inputs holds the target wherever it is known: in training and validation.</summary>
    public bool TargetInInput { get; init; }

    /// <summary>Share of validation rows that are copies of training rows.</summary>
    public double SharedRows { get; init; }

    /// <summary>Whether gradients are never cleared.</summary>
    public bool GradientsKept { get; init; }

    /// <summary>whole; reset every few steps; cut: no gradient through time; kept: carried over from the batch before.</summary>
    public string State { get; init; } = "whole";

    /// <summary>Share of the parameters, from the first on, that no step changes.</summary>
    public double FrozenShare { get; init; }

    /// <summary>Factor of the optimizer's second moments after a twentieth of the training, as if they were another model's.</summary>
    public double StaleMoments { get; init; } = 1;

    /// <summary>Share of a stored tensor's numbers that are another's when the checkpoint is read.</summary>
    public double CheckpointDamage { get; init; }

    /// <summary>By setting name, as a record of a run holds them.</summary>
    public Dictionary<string, object?> ToSettings()
    {
        var settings = new Dictionary<string, object?>();
        foreach (var property in typeof(Recipe).GetProperties().Where(one => one.SetMethod is not null))
            settings[Name(property.Name)] = property.GetValue(this) is int whole ? (double)whole : property.GetValue(this);
        return settings;
    }

    /// <summary>This recipe with some settings changed; names it does not know are refused.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public Recipe With(IReadOnlyDictionary<string, object?> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var made = this with { };
        foreach (var (name, value) in settings)
        {
            var property = typeof(Recipe).GetProperties().FirstOrDefault(one => one.SetMethod is not null && Name(one.Name) == name)
                ?? throw new ArgumentException($"A recipe has no setting '{name}'.", nameof(settings));
            property.SetValue(made, property.PropertyType == typeof(int) ? (int)Math.Round(Convert.ToDouble(value, null)) : Convert.ChangeType(value, property.PropertyType, null));
        }
        return made;
    }

    // KlWeight is kl.weight, as in the studies.
    static string Name(string property) => string.Concat(property.Select((letter, place) =>
        char.IsUpper(letter) ? (place == 0 ? "" : ".") + char.ToLowerInvariant(letter) : letter.ToString()));
}
