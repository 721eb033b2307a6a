using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>Gradients of intermediate results that several ops use: a rule may put its gradient over that of its own result.</summary>
public sealed class GradientTests
{
    public static TheoryData<string, Func<Tensor, Tensor>, Func<double, double>> Uses => new()
    {
        { "a chain", h => (h.Tanh() + 1f).Square().Exp(), v => Math.Exp(Math.Pow(Math.Tanh(v) + 1, 2)) },
        { "a sum with itself", h => h + h, v => 2 * v },
        { "a difference from itself", h => (h - h) * h, v => 0 },
        { "a product with itself", h => h * h, v => v * v },
        { "a sum and both parts again", h => { var (a, b) = (h.Tanh(), h.Exp()); return (a + b) * a * b; }, v => (Math.Tanh(v) + Math.Exp(v)) * Math.Tanh(v) * Math.Exp(v) },
        { "a function beside the identity", h => h + h.Square() + h.Exp(), v => v + (v * v) + Math.Exp(v) },
        { "what is not tracked on either side", h => (h * Tensor.Full(2f, 3, 5)) + (Tensor.Full(3f, 3, 5) * h) - (Tensor.Full(1f, 3, 5) - h), v => (6 * v) - 1 },
        { "a view of what is used too", h => h.Reshape(15).Exp().Reshape(3, 5) + h.Tanh(), v => Math.Exp(v) + Math.Tanh(v) },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void EveryUseOfAResultCounts(string name, Func<Tensor, Tensor> use, Func<double, double> function)
    {
        Assert.NotEmpty(name);
        OpCheck.Run(x => use(x[0] * 0.5f), x => x[0].Map(v => function(v / 2)), [[3, 5]]);
    }

    [Fact]
    public void LayerNormOfResultsThatOthersUse() => OpCheck.Run(
        x =>
        {
            var (a, b) = (x[0] * 2f, x[1] * 3f);
            return a.LayerNorm(epsilon: 0.1f, residual: b) + a.LayerNorm(epsilon: 0.1f, residual: a) + a.Tanh() + b;
        },
        x => Array64.Zip(
            Array64.Zip(Normal(Array64.Zip(x[0], x[1], (a, b) => (2 * a) + (3 * b))), Normal(x[0].Map(a => 4 * a)), (s, t) => s + t),
            Array64.Zip(x[0], x[1], (a, b) => Math.Tanh(2 * a) + (3 * b)), (s, t) => s + t),
        [[3, 5], [3, 5]]);

    static Array64 Normal(Array64 x) => x.Along(1, line =>
    {
        var mean = line.Average();
        var variance = line.Average(v => (v - mean) * (v - mean));
        return Array.ConvertAll(line, v => (v - mean) / Math.Sqrt(variance + 0.1f));
    });
}
