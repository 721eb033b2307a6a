using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>A network that reads some vectors of a document, and perhaps a query, and says which comes next.</summary>
abstract class NextVectorModel(NextVectorArchitecture architecture) : Module
{
    /// <summary>What it was built from.</summary>
    public NextVectorArchitecture Architecture { get; } = architecture;

    /// <summary>The raw prediction, (batch, width), of no particular length.</summary>
    /// <param name="contexts">(batch, context, width), the oldest vector first.</param>
    /// <param name="queries">(batch, width) where the network takes queries; else null.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor contexts, Tensor? queries = null)
    {
        Check(contexts, queries);
        return Run(contexts, queries);
    }

    /// <summary>How much the last place attends to each vector of the context, (batch, context), for every attention; by default there is none.</summary>
    public virtual IReadOnlyList<(string Name, Tensor Weights)> AttentionOf(Tensor contexts, Tensor? queries = null) => [];

    /// <summary>The network on inputs of the right shape.</summary>
    protected abstract Tensor Run(Tensor contexts, Tensor? queries);

    /// <summary>The query, as the first of the vectors that are read in order.</summary>
    protected static Tensor Sequence(Tensor contexts, Tensor? queries, Linear? project) =>
        queries is null || project is null ? contexts : Tensor.Concat(1, project.Forward(queries).Unsqueeze(1), contexts);

    void Check(Tensor contexts, Tensor? queries)
    {
        var (context, width) = (Architecture.Context, Architecture.Width);
        if (contexts.Rank != 3 || contexts.Dim(1) != context || contexts.Dim(2) != width)
            throw new ShapeException($"This model needs contexts (batch, {context}, {width}); given {contexts}.");
        if (Architecture.Query != queries is not null)
            throw new ShapeException(Architecture.Query ? $"This model needs queries (batch, {width}) beside the contexts; given none." : "This model takes no queries; given some.");
        if (queries is not null && (queries.Rank != 2 || queries.Dim(0) != contexts.Dim(0) || queries.Dim(1) != width))
            throw new ShapeException($"This model needs queries ({contexts.Dim(0)}, {width}); given {queries}.");
    }
}
