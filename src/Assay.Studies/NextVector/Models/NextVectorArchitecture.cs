namespace Assay.Studies.NextVector;

/// <summary>All that a network of the study is built from.</summary>
/// <param name="Kind">Which network.</param>
/// <param name="Width">Width of a vector.</param>
/// <param name="Context">Vectors before the target.</param>
/// <param name="Hidden">Width inside.</param>
/// <param name="Layers">Recurrent nets, blocks or decoder layers; the mixture has none.</param>
/// <param name="Heads">Heads of the Transformer's attentions.</param>
/// <param name="Dropout">Probability of dropping a number while training; the GRU stack and the mixture drop nothing.</param>
/// <param name="Query">Whether a query vector is read before the context.</param>
sealed record NextVectorArchitecture(
    NextVectorKind Kind, int Width, int Context, int Hidden, int Layers, int Heads, double Dropout, bool Query)
{
    /// <summary>Refuses what cannot be built.</summary>
    /// <exception cref="ArgumentException">The message says what was given and what is needed.</exception>
    public void Check()
    {
        if (Kind == NextVectorKind.Transformer && Hidden % Heads != 0)
            throw new ArgumentException($"heads is {Heads} and hidden is {Hidden}; needed: heads that divide hidden");
        if (Kind == NextVectorKind.Mixture && Hidden % 2 != 0)
            throw new ArgumentException($"hidden is {Hidden}; needed: an even number, since the mixture attends in half of it");
    }

    /// <summary>The network.</summary>
    public NextVectorModel Build(Assay.Tensors.Rng rng) => Kind switch
    {
        NextVectorKind.Lstm => new NextLstm(this, rng),
        NextVectorKind.Gru => new NextGru(this, rng),
        NextVectorKind.Transformer => new NextTransformer(this, rng),
        _ => new AttentionMixture(this, rng),
    };
}
