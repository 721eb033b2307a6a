using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class FunctionTests
{
    static readonly int[][] Shapes = [[], [1], [7], [15], [16], [17], [3, 11], [2, 3, 5]];

    [Fact] public void Exp() => Check(x => x.Exp(), Math.Exp);

    [Fact] public void Log() => Check(x => x.Log(), Math.Log, low: 0.05, high: 9);

    [Fact] public void Sqrt() => Check(x => x.Sqrt(), Math.Sqrt, low: 0.05, high: 9);

    [Fact] public void Square() => Check(x => x.Square(), x => x * x);

    [Fact] public void Abs() => Check(x => x.Abs(), Math.Abs);

    [Fact] public void Clamp() => Check(x => x.Clamp(-0.7f, 1.1f), x => Math.Clamp(x, (double)-0.7f, (double)1.1f));

    [Fact] public void Tanh() => Check(x => x.Tanh(), Math.Tanh);

    [Fact]
    public void TanhIsExactToTheLastDigitsEverywhere()
    {
        var y = (Tensor.Arange(3601) / 200f - 9f).Tanh().ToArray();
        for (var i = 0; i < y.Length; i++)
        {
            var exact = Math.Tanh((i * (1f / 200f)) - 9f);
            Assert.InRange(Math.Abs(y[i] - exact), 0, (5e-7 * Math.Abs(exact)) + 1e-12);
        }
    }

    [Fact] public void Sigmoid() => Check(x => x.Sigmoid(), References.Sigmoid, low: -9, high: 9);

    [Fact] public void Relu() => Check(x => x.Relu(), x => Math.Max(0, x));

    [Fact] public void Gelu() => Check(x => x.Gelu(), x => x * 0.5 * (1 + References.Erf(x / Math.Sqrt(2))), low: -6, high: 6);

    [Fact]
    public void GeluByTanh() => Check(
        x => x.Gelu(tanhApproximation: true),
        x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))), low: -6, high: 6);

    [Fact] public void Silu() => Check(x => x.Silu(), x => x * References.Sigmoid(x), low: -9, high: 9);

    [Fact] public void Softplus() => Check(x => x.Softplus(), x => Math.Max(0, x) + Math.Log(1 + Math.Exp(-Math.Abs(x))), low: -9, high: 9);

    [Theory]
    [InlineData(2f)]
    [InlineData(0.5f)]
    [InlineData(-1.5f)]
    [InlineData(0f)]
    [InlineData(3f)]
    public void Pow(float exponent) => Check(x => x.Pow(exponent), x => Math.Pow(x, exponent), low: 0.1, high: 3);

    [Fact]
    public void WholePowersTakeNegativeNumbers() => Check(x => x.Pow(3), x => x * x * x);

    [Fact] public void Negation() => Check(x => -x, x => -x);

    [Fact] public void PlusNumber() => Check(x => 1.5f + x + 2f, x => x + 3.5);

    [Fact] public void MinusNumber() => Check(x => 1.5f - (x - 2f), x => 3.5 - x);

    [Fact] public void TimesNumber() => Check(x => 3f * x * 0.5f / 4f, x => 0.375 * x);

    [Fact] public void NumberOver() => Check(x => 3f / x, x => 3 / x, low: 0.3, high: 2);

    public static TheoryData<string, Func<Tensor, Tensor>> All => new()
    {
        { "exp", x => x.Exp() }, { "log", x => x.Log() }, { "sqrt", x => x.Sqrt() }, { "square", x => x.Square() }, { "abs", x => x.Abs() },
        { "clamp", x => x.Clamp(-1, 1) }, { "tanh", x => x.Tanh() }, { "sigmoid", x => x.Sigmoid() }, { "relu", x => x.Relu() },
        { "gelu", x => x.Gelu() }, { "gelu tanh", x => x.Gelu(true) }, { "silu", x => x.Silu() }, { "softplus", x => x.Softplus() },
        { "pow", x => x.Pow(1.5f) }, { "over", x => 1f / x }, { "softmax", x => x.Softmax() }, { "log softmax", x => x.LogSoftmax() },
        { "layer norm", x => x.LayerNorm() }, { "sum", x => x.Sum() }, { "mean", x => x.Mean() }, { "max", x => x.Max() },
        { "min", x => x.Min() }, { "variance", x => x.Variance(0) }, { "maximum", x => x.Maximum(Tensor.Zeros(x.Dims)) },
        { "minimum", x => Tensor.Zeros(x.Dims).Minimum(x) }, { "dropout", x => x.Dropout(0.5f, new Rng(1)).Sum() },
        { "product", x => x.Reshape(1, -1).MatMul(Tensor.Zeros(x.Count, 3)) }, { "linear", x => x.Linear(Tensor.Zeros(5, x.Count)) },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void NaNIsNeverLost(string name, Func<Tensor, Tensor> op)
    {
        for (var place = 0; place < 37; place += 6)
        {
            var values = Enumerable.Range(1, 37).Select(i => i * 0.05f).ToArray();
            values[place] = float.NaN;
            Assert.True(op(Tensor.From(values)).ToArray().Any(float.IsNaN), $"{name} lost a NaN at {place}");
        }
    }

    [Fact]
    public void LimitsAreThoseOfMathematics()
    {
        float[] wide = [float.NegativeInfinity, -200, -104, -86.9f, 0, 88, 88.7f, 89, 200, float.PositiveInfinity];
        var exp = Tensor.From(wide).Exp().ToArray();
        Assert.Equal([0, 0, 0], exp[..3]);
        Assert.InRange(exp[3] / Math.Exp(-86.9f), 1 - 1e-6, 1 + 1e-6);
        Assert.Equal(1f, exp[4]);
        Assert.InRange(exp[6] / Math.Exp(88.7f), 1 - 1e-6, 1 + 1e-6);
        Assert.All(exp[7..], x => Assert.Equal(float.PositiveInfinity, x));

        var log = Tensor.From([0f, -1f, float.PositiveInfinity, 1e-42f, float.MaxValue, 1f]).Log().ToArray();
        Assert.Equal([float.NegativeInfinity, float.NaN, float.PositiveInfinity], log[..3]);
        Assert.Equal(Math.Log(1e-42f), log[3], 1e-4);
        Assert.Equal(Math.Log(float.MaxValue), log[4], 1e-4);
        Assert.Equal(0f, log[5]);

        Assert.InRange(Tensor.From([1000f]).Tanh().Item(), 1 - 3e-7f, 1);
        Assert.InRange(Tensor.From([-1000f]).Tanh().Item(), -1, -1 + 3e-7f);
        Assert.Equal(1f, Tensor.From([1000f]).Sigmoid().Item());
        Assert.InRange(Tensor.From([-1000f]).Sigmoid().Item(), 0, 1e-36);
        Assert.Equal([0, 1000], Tensor.From([-1000f, 1000f]).Softplus().ToArray());
    }

    [Fact]
    public void ClampRefusesCrossedLimits() => Assert.Throws<ArgumentException>(() => Tensor.Zeros(2).Clamp(1, 0));

    static void Check(Func<Tensor, Tensor> op, Func<double, double> reference, double low = -2, double high = 2)
    {
        foreach (var shape in Shapes) OpCheck.Run(x => op(x[0]), x => x[0].Map(reference), [shape], low, high);
    }
}
