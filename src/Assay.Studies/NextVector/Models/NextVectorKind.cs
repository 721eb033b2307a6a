namespace Assay.Studies.NextVector;

/// <summary>The networks of the study.</summary>
enum NextVectorKind
{
    Lstm,
    Gru,
    Transformer,
    Mixture,
}
