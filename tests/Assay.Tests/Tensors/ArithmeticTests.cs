using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class ArithmeticTests
{
    static readonly int[][][] Pairs =
    [
        [[17], [17]], [[], []], [[5], []], [[], [2, 3]], [[1], [16]], [[3, 1], [33]], [[4, 7], [7]], [[4, 7], [4, 1]],
        [[2, 3, 5], [3, 1]], [[2, 1, 5], [1, 3, 1]], [[1, 15], [2, 1, 1]], [[2, 1, 3, 1], [5, 1, 4]],
    ];

    [Fact] public void Sum() => Check((a, b) => a + b, (a, b) => a + b);

    [Fact] public void Difference() => Check((a, b) => a - b, (a, b) => a - b);

    [Fact] public void Product() => Check((a, b) => a * b, (a, b) => a * b);

    [Fact] public void Quotient() => Check((a, b) => a / b, (a, b) => a / b, low: 0.3);

    [Fact] public void Maximum() => Check((a, b) => a.Maximum(b), Math.Max);

    [Fact] public void Minimum() => Check((a, b) => a.Minimum(b), Math.Min);

    [Fact]
    public void Where()
    {
        foreach (var pair in Pairs)
        {
            var mask = Array64.Zip(Array64.Zeros(pair[0]), Array64.Zeros(pair[1]), (_, _) => 0);
            for (var i = 0; i < mask.Count; i += 3) mask[i] = 1;
            OpCheck.Run(
                x => Tensor.Where(OpCheck.Of(mask), x[0], x[1]),
                x => Choose(mask, x[0], x[1]), pair);
            OpCheck.Run(
                x => Tensor.Where(Array.ConvertAll(mask.Values, m => m > 0), x[0], x[1]),
                x => Choose(mask, x[0], x[1]), pair);
        }

        static Array64 Choose(Array64 mask, Array64 a, Array64 b)
        {
            var y = Array64.Zip(mask, Array64.Zip(a, b, (p, _) => p), (_, p) => p);
            var other = Array64.Zip(mask, Array64.Zip(a, b, (_, q) => q), (_, q) => q);
            for (var i = 0; i < y.Count; i++)
                if (mask[i] == 0) y[i] = other[i];
            return y;
        }
    }

    [Fact]
    public void MaskOfWhereBroadcastsToo() => OpCheck.Run(
        x => Tensor.Where(Tensor.From([1f, 0f, 1f]), x[0], x[1]),
        x => Array64.Zip(Array64.Zip(new Array64([1, 0, 1], 3), x[0], (m, a) => m * a), Array64.Zip(new Array64([0, 1, 0], 3), x[1], (m, b) => m * b), (a, b) => a + b),
        [[2, 1, 3], [2, 1]]);

    [Fact]
    public void WhereKeepsTheUnchosenSideOut()
    {
        var y = Tensor.Where([true, false], Tensor.From([1f, float.NaN]), Tensor.From([float.NaN, 2f]));
        Assert.Equal([1f, 2f], y.ToArray());
    }

    [Fact]
    public void EqualNumbersShareTheGradientOfMaximum()
    {
        var (a, b) = (Tensor.Ones(3).Tracked(), Tensor.Ones(3).Tracked());
        a.Maximum(b).Sum().Backward();
        Assert.Equal([0.5f, 0.5f, 0.5f], a.Grad!.ToArray());
        Assert.Equal([0.5f, 0.5f, 0.5f], b.Grad!.ToArray());
    }

    [Fact]
    public void ATensorWithItself()
    {
        OpCheck.Run(x => x[0] * x[0], x => x[0].Map(v => v * v), [[17]]);
        OpCheck.Run(x => x[0] - x[0], x => x[0].Map(_ => 0), [[17]]);
        OpCheck.Run(x => x[0] / x[0], x => x[0].Map(_ => 1), [[17]], low: 0.5);
        OpCheck.Run(x => (x[0] + x[0]).Maximum(x[0]), x => x[0].Map(v => Math.Max(2 * v, v)), [[17]]);
    }

    [Fact]
    public void Expand()
    {
        foreach (var (from, to) in new (int[], int[])[] { ([], [3]), ([1], [4, 5]), ([3, 1], [2, 3, 4]), ([2, 1, 1, 3], [2, 5, 2, 3]), ([7], [7]) })
            OpCheck.Run(x => x[0].Expand(to), x => Array64.Zip(x[0], Array64.Zeros(to), (a, _) => a), [from]);
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2 })]
    [InlineData(new[] { 4 }, new[] { 5 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 1, 3 })]
    public void ShapesThatDoNotFitAreNamed(int[] a, int[] b)
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros(a) + Tensor.Zeros(b));
        Assert.Contains(string.Join(", ", a), error.Message);
        Assert.Contains(string.Join(", ", b), error.Message);
        Assert.Throws<ShapeException>(() => Tensor.Zeros(a).Expand(b));
        Assert.Throws<ShapeException>(() => Tensor.Where(new bool[3], Tensor.Zeros(2), Tensor.Zeros(2)));
    }

    static void Check(Func<Tensor, Tensor, Tensor> op, Func<double, double, double> reference, double low = -2)
    {
        foreach (var pair in Pairs) OpCheck.Run(x => op(x[0], x[1]), x => Array64.Zip(x[0], x[1], reference), pair, low);
    }
}
