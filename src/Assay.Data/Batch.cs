using Assay.Tensors;

namespace Assay.Data;

/// <summary>Examples that one training step sees. They end with the step: the next one uses the same memory.</summary>
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

    /// <summary>The class of each example. Copy what is to outlive the step.</summary>
    /// <exception cref="InvalidOperationException">The dataset has a target tensor only, or the step has ended.</exception>
    public int[] Labels
    {
        get
        {
            if (_labels is null) throw new InvalidOperationException("This dataset has a target tensor and no class labels; use Target.");
            // Throws once the step has ended: the array holds another step's labels then.
            _ = Input.Rank;
            return _labels;
        }
    }

    /// <summary>The number of examples.</summary>
    public int Count => Input.Dim(0);
}
