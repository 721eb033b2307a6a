using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class MatrixTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Products(bool transposeA, bool transposeB)
    {
        foreach (var (m, n, k) in new[] { (1, 1, 1), (1, 7, 5), (7, 1, 5), (3, 17, 4), (5, 4, 1), (17, 15, 16) })
        {
            int[] a = transposeA ? [k, m] : [m, k], b = transposeB ? [n, k] : [k, n];
            foreach (var (front, back) in new (int[], int[])[] { ([], []), ([2], [2]), ([2], []), ([], [3]), ([2, 1], [3]) })
            {
                if (front.Length + back.Length > 0 && m * n * k > 500) continue;
                OpCheck.Run(
                    x => x[0].MatMul(x[1], transposeA, transposeB), x => Product(x[0], x[1], transposeA, transposeB),
                    [[.. front, .. a], [.. back, .. b]]);
            }
        }
    }

    [Fact]
    public void AMatrixWithItself() => OpCheck.Run(x => x[0].MatMul(x[0], transposeB: true), x => Product(x[0], x[0], false, true), [[7, 5]]);

    [Fact]
    public void Linear()
    {
        foreach (var dims in new int[][] { [5], [1, 5], [7, 5], [2, 3, 5], [17, 5] })
        {
            foreach (var outputs in new[] { 1, 4, 17 })
            {
                OpCheck.Run(x => x[0].Linear(x[1]), x => Affine(x[0], x[1], null), [dims, [outputs, 5]]);
                OpCheck.Run(x => x[0].Linear(x[1], x[2]), x => Affine(x[0], x[1], x[2]), [dims, [outputs, 5], [outputs]]);
            }
        }
    }

    [Fact]
    public void WrongShapesAreNamed()
    {
        var x = Tensor.Zeros(2, 3);
        Assert.Contains("(2, 3)", Assert.Throws<ShapeException>(() => x.MatMul(x)).Message);
        Assert.Throws<ShapeException>(() => x.MatMul(Tensor.Zeros(3)));
        Assert.Throws<ShapeException>(() => Tensor.Zeros(2, 2, 3).MatMul(Tensor.Zeros(3, 3, 2)));
        Assert.Throws<ShapeException>(() => x.Linear(Tensor.Zeros(4, 2)));
        Assert.Throws<ShapeException>(() => x.Linear(Tensor.Zeros(4, 3), Tensor.Zeros(3)));
    }

    [Fact]
    public void EmptyProductsAreZero()
    {
        Assert.Equal([0f, 0, 0, 0], Tensor.Zeros(2, 0).MatMul(Tensor.Zeros(0, 2)).ToArray());
        Assert.Equal(0, Tensor.Zeros(0, 2).MatMul(Tensor.Zeros(2, 3)).Count);
    }

    static Array64 Affine(Array64 x, Array64 weight, Array64? bias) => x.Along(
        x.Dims.Length - 1,
        line => [.. Enumerable.Range(0, weight.Dims[0]).Select(o => line.Select((v, i) => v * weight[o, i]).Sum() + (bias is null ? 0 : bias[o]))]);

    static Array64 Product(Array64 a, Array64 b, bool transposeA, bool transposeB)
    {
        int m = a.Dims[transposeA ? ^1 : ^2], k = a.Dims[transposeA ? ^2 : ^1], n = b.Dims[transposeB ? ^2 : ^1];
        int[] front = a.Dims[..^2], back = b.Dims[..^2];
        // Which matrix of each meets which: indices of the leading axes, broadcast.
        var which = Array64.Zip(Numbers(front), Numbers(back), (i, j) => (i * 1000) + j);
        var y = Array64.Zeros([.. which.Dims, m, n]);
        for (var at = 0; at < which.Count; at++)
        {
            int atA = (int)which[at] / 1000 * m * k, atB = (int)which[at] % 1000 * k * n;
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++)
                    for (var l = 0; l < k; l++)
                        y[(((at * m) + i) * n) + j] += a[atA + (transposeA ? (l * m) + i : (i * k) + l)] * b[atB + (transposeB ? (j * k) + l : (l * n) + j)];
        }
        return y;

        static Array64 Numbers(int[] dims)
        {
            var numbers = Array64.Zeros(dims);
            for (var i = 0; i < numbers.Count; i++) numbers[i] = i;
            return numbers;
        }
    }
}
