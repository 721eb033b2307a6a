using Assay.Tensors;

namespace Assay.Data;

/// <summary>Examples that one training step sees. Its tensors end with the step.</summary>
public sealed class Batch
{
    readonly Tensor? _target;
    readonly int[]? _labels;

    internal Batch(Tensor input, Tensor? target, int[]? labels) => (Input, _target, _labels) = (input, target, labels);

    /// <summary>What the model is given, (examples, ...).</summary>
    public Tensor Input { get; }

    /// <summary>What it should say, (examples, ...).</summary>
    /// <exception cref="InvalidOperationException">The dataset has class labels only.</exception>
    public Tensor Target => _target ?? throw new InvalidOperationException("This dataset has class labels and no target tensor; use Labels.");

    /// <summary>The class of each example.</summary>
    /// <exception cref="InvalidOperationException">The dataset has a target tensor only.</exception>
    public int[] Labels => _labels ?? throw new InvalidOperationException("This dataset has a target tensor and no class labels; use Target.");

    /// <summary>The number of examples.</summary>
    public int Count => Input.Dim(0);
}
