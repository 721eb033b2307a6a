using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>Tests that change the number of threads, which is one setting for the whole process.</summary>
[CollectionDefinition(nameof(Compute), DisableParallelization = true)]
public sealed class ComputeCollection;
