namespace Assay.Bench.Workloads;

/// <summary>
/// Floating-point operations, two for each multiply-add, of the matrix products that a training step needs. What is not
/// needed does not count: gradients of data, products with a state that is zero, pairs that a causal mask leaves out.
/// </summary>
static class Flops
{
    /// <summary>A product forward: <paramref name="rows"/> rows through a weight.</summary>
    public static double Forward(double rows, double inputs, double outputs) => 2 * rows * inputs * outputs;

    /// <summary>The same in training: forward, the weight's gradient, and the input's unless it is data.</summary>
    public static double Linear(double rows, double inputs, double outputs, bool inputGradient = true) =>
        Forward(rows, inputs, outputs) * (inputGradient ? 3 : 2);

    /// <summary>Scores and weighted values of pairs of query and key in training: two products forward and four backward.</summary>
    public static double Attention(double pairs, double width) => 6 * 2 * pairs * width;
}
