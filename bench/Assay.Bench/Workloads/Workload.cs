using Assay.Modules;
using Assay.Tensors;

namespace Assay.Bench.Workloads;

/// <summary>
/// What is measured: a model, a few windows of data, and what one step computes. Its counterpart with the same parameters
/// and the same arithmetic stands in bench/pytorch/models.
/// </summary>
/// <param name="windows">Windows of data; step k uses window k modulo their number.</param>
/// <param name="rate">Learning rate of Adam; 0 for a forward pass alone, without gradients.</param>
abstract class Workload(int windows, double rate) : Module
{
    /// <summary>Windows of data.</summary>
    public int Windows => windows;

    /// <summary>Learning rate of Adam; 0 for a forward pass alone.</summary>
    public double Rate => rate;

    /// <summary>
    /// Floating-point operations of a step: the matrix products of the model as it is written, forward and for the gradients
    /// that are needed, without element-wise work. See <see cref="Flops"/>.
    /// </summary>
    public abstract double Operations { get; }

    /// <summary>One number on a window of data: the loss, or where nothing is trained a number that all outputs enter.</summary>
    public abstract Tensor Loss(int window);
}
