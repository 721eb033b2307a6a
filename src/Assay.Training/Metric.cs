using Assay.Data;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>A number to watch, from a model's output and the batch it came from, mean over the examples.</summary>
public delegate double Metric(Tensor output, Batch batch);
