using Assay.Tensors;

namespace Assay.Modules;

/// <summary>What any recurrent net carries from one step to the next, (layers * directions, batch, hidden); only an <see cref="Lstm"/> has a cell.</summary>
public readonly record struct RecurrentState(Tensor Hidden, Tensor? Cell);
