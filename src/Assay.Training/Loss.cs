using Assay.Data;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>What to make small: one element, from a model's output and the batch it came from, mean over the examples.</summary>
public delegate Tensor Loss(Tensor output, Batch batch);
