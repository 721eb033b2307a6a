using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// Gradients of weights that many small products share, as those of a decoder that runs step by step: while Backward walks, the
/// rows of each product are only noted; at its end each weight gets one product over all of its rows, dW += G^T X, instead of
/// being read and written once for every step.
/// </summary>
sealed class WeightGradients
{
    /// <summary>Products of more rows than this are worth a pass over the weight of their own.</summary>
    public const int MostRows = 64;

    [ThreadStatic] static WeightGradients? _current;

    readonly List<Part> _parts = [];
    readonly List<Part> _group = [];

    static WeightGradients Current => _current ??= new WeightGradients();

    /// <summary>
    /// Adds the gradient of a weight (width, depth), and of its biases (width) if there are any, from rows of gradients
    /// (rows, width) and of inputs (rows, depth), which must stay as they are until Backward ends.
    /// </summary>
    public static void Add(Tensor weight, Tensor? bias, Tensor? twin, Tensor gradients, int firstGradient, Tensor inputs, int firstInput, int rows)
    {
        var part = new Part(weight, bias, twin, gradients, firstGradient, inputs, firstInput, rows);
        if (rows is > 0 and <= MostRows && weight.EndsHere && bias is null or { EndsHere: true } && twin is null or { EndsHere: true }) Current._parts.Add(part);
        else part.Run();
    }

    /// <summary>Computes what was noted since the walk began.</summary>
    public static void Finish() => Current.Run();

    /// <summary>Forgets what was noted by a walk that failed.</summary>
    public static void Begin() => Current._parts.Clear();

    void Run()
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            if (_parts[i].Rows == 0) continue;
            var first = _parts[i];
            _group.Clear();
            for (var j = i; j < _parts.Count; j++)
            {
                if (_parts[j].Rows == 0 || !_parts[j].Joins(first)) continue;
                _group.Add(_parts[j]);
                _parts[j] = default;
            }
            (_group.Count == 1 ? first : Joined(_group)).Run();
        }
        _parts.Clear();
        _group.Clear();
    }

    static Part Joined(List<Part> group)
    {
        var total = 0;
        foreach (var part in group) total += part.Rows;
        var (width, depth) = (group[0].Weight.Dims[0], group[0].Weight.Dims[1]);
        Tensor gradients = Tensor.Scratch(total * width), inputs = Tensor.Scratch(total * depth);
        var row = 0;
        foreach (var part in group)
        {
            part.Gradients.Values.Slice(part.FirstGradient, part.Rows * width).CopyTo(gradients.Span[(row * width)..]);
            part.Inputs.Values.Slice(part.FirstInput, part.Rows * depth).CopyTo(inputs.Span[(row * depth)..]);
            row += part.Rows;
        }
        return group[0] with { Gradients = gradients, FirstGradient = 0, Inputs = inputs, FirstInput = 0, Rows = total };
    }

    readonly record struct Part(
        Tensor Weight, Tensor? Bias, Tensor? Twin, Tensor Gradients, int FirstGradient, Tensor Inputs, int FirstInput, int Rows)
    {
        public bool Joins(in Part other) => Same(Weight, other.Weight) && Same(Bias, other.Bias) && Same(Twin, other.Twin);

        public void Run()
        {
            var (width, depth) = (Weight.Dims[0], Weight.Dims[1]);
            var g = Gradients.Values.Slice(FirstGradient, Rows * width);
            if (Weight.RequiresGrad)
            {
                MatrixProduct.Multiply(
                    g, width, true, Inputs.Values.Slice(FirstInput, Rows * depth), depth, false, Weight.GradientTarget(out var add), depth,
                    width, depth, Rows, add);
            }
            if (Bias is { RequiresGrad: true }) Reduction.Sum(g, Bias.GradientTarget(out var add), 1, Rows, width, 1f, add);
            if (Twin is { RequiresGrad: true }) Reduction.Sum(g, Twin.GradientTarget(out var add), 1, Rows, width, 1f, add);
        }

        static bool Same(Tensor? a, Tensor? b) => a is null || b is null ? a == b : a.IsSameMemory(b);
    }
}
