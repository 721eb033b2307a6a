using Assay.Tensors;

namespace Assay.Faults;

/// <summary>A small training that is healthy as it stands.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Tasks">Its data sets.</param>
/// <param name="Build">Makes its network; where the network has no use for a setting it ignores it.</param>
public sealed record BaseProgram(string Name, Recipe Recipe, IReadOnlyList<DataTask> Tasks, Func<Recipe, TaskShape, Rng, ProgramNet> Build)
{
    /// <summary>Whether it has a recurrent net, whose state can be handled wrongly.</summary>
    public bool Recurrent { get; init; }

    /// <summary>Whether it has an activation function that can be exchanged.</summary>
    public bool Activations { get; init; }

    /// <summary>Whether it drops hidden units when told to.</summary>
    public bool Drops { get; init; }

    /// <summary>Whether it has a code between encoder and decoder and gives back its input.</summary>
    public bool Codes { get; init; }

    /// <summary>Whether its codes are drawn.</summary>
    public bool Variational { get; init; }

    /// <summary>Whether it computes in a ball.</summary>
    public bool Hyperbolic { get; init; }
}
