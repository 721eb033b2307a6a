using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>The same bits whatever the number of threads, for sizes that are split.</summary>
[Collection(nameof(Compute))]
public sealed class DeterminismTests
{
    public static TheoryData<string, Func<Tensor, Tensor>> Ops => new()
    {
        { "functions", x => (x.Tanh() * x.Gelu()) + x.Exp() },
        { "powers", x => x.Square().Pow(1.3f) },
        { "sum", x => x.Sum() },
        { "rows", x => x.Mean(1) },
        { "columns", x => x.Sum(0) },
        { "broadcast", x => x * x.Slice(0, 0, 1) * x.Slice(1, 0, 1) },
        { "transpose", x => x.Transpose() },
        { "concat", x => Tensor.Concat(1, x, x.Slice(1, 3, 50)) },
        { "maximum", x => x.Max(1) },
        { "softmax", x => x.Softmax() },
        { "log softmax", x => x.LogSoftmax(0) },
        { "layer norm", x => x.LayerNorm(x.Slice(0, 0, 1).Squeeze(0), x.Slice(0, 1, 1).Squeeze(0)) },
        { "layer norm of a sum", x => x.LayerNorm(x.Slice(0, 0, 1).Squeeze(0), x.Slice(0, 1, 1).Squeeze(0), residual: x * x) },
        { "batch norm", x => x.BatchNorm().Output },
        { "dropout", x => x.Dropout(0.2f, new Rng(5)) },
        { "gather", x => x.Rows([.. Enumerable.Range(0, 2000).Select(i => i * 7 % 400)]) },
        { "product", x => x.MatMul(x, transposeA: true) },
        { "batched product", x => x.Reshape(20, 20, 301).MatMul(x.Reshape(20, 20, 301), transposeB: true) },
        { "linear", x => x.Linear(x.Slice(0, 3, 90), x.Slice(1, 0, 1).Slice(0, 0, 90).Squeeze(1)) },
        { "short attention", x => Attention.Run(x.Slice(1, 0, 300).Reshape(80, 5, 300), 10, causal: true, dropout: 0.1f, rng: new Rng(6)) },
        { "columns of many rows", x => x.Reshape(1204, 100).Sum(0) },
        { "attention", x => Attention.Run(Heads(x), Heads(x), Heads(x), 6, causal: true, dropout: 0.1f, rng: new Rng(6)) },
    };

    [Theory]
    [MemberData(nameof(Ops))]
    public void ThreadsDoNotChangeABit(string name, Func<Tensor, Tensor> op)
    {
        var values = Tensor.Normal(new Rng(4), 0, 1, 400, 301).ToArray();
        var (result, gradient) = Threads.With(1, Run);
        foreach (var threads in new[] { 2, 3 })
        {
            var (other, otherGradient) = Threads.With(threads, Run);
            Assert.True(result.AsSpan().SequenceEqual(other), $"{name}: result with {threads} threads");
            Assert.True(gradient.AsSpan().SequenceEqual(otherGradient), $"{name}: gradient with {threads} threads");
        }

        (float[] Result, float[] Gradient) Run()
        {
            using var arena = Arena.Enter();
            var x = Tensor.From(values, 400, 301).Tracked();
            var y = op(x);
            y.Backward(Tensor.Normal(new Rng(9), 0, 1, y.Count).Span);
            return (y.ToArray(), x.Grad!.ToArray());
        }
    }

    static Tensor Heads(Tensor x) => x.Slice(1, 0, 300).Reshape(4, 100, 300);
}
