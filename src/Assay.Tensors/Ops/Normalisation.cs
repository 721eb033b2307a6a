using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public partial class Tensor
{
    /// <summary>e^x / sum of e^x along an axis.</summary>
    public Tensor Softmax(int axis = -1) => SoftmaxAlong(axis, log: false);

    /// <summary>The logarithm of <see cref="Softmax"/>, computed without leaving the range of floats.</summary>
    public Tensor LogSoftmax(int axis = -1) => SoftmaxAlong(axis, log: true);

    Tensor SoftmaxAlong(int axis, bool log)
    {
        axis = Axis(axis);
        if (axis != Rank - 1) return Transpose(axis, -1).SoftmaxAlong(-1, log).Transpose(axis, -1);
        var width = _dims[axis];
        var y = Result(_dims, this);
        SoftmaxRows.Forward(Span, y.Span, width, log);
        if (y.Recorded) y.Rule = g => SoftmaxRows.Backward(g, y.Span, GradientTarget(out var add), width, log, add);
        return y;
    }
}
