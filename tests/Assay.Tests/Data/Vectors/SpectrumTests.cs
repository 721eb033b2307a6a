using Assay.Data.Vectors;
using Assay.Tensors;

namespace Assay.Tests.Data.Vectors;

public class SpectrumTests
{
    [Theory]
    [InlineData(400, 6)]
    [InlineData(5, 40)]
    public void SharesAreThoseOfTheVariances(int count, int dimension)
    {
        // Two directions with variances as 3 to 1, whatever the basis.
        var rng = new Rng(1);
        float[] one = Direction(), two = Direction();
        var overlap = one.Zip(two, (a, b) => a * b).Sum() / one.Sum(a => a * a);
        for (var i = 0; i < dimension; i++) two[i] -= overlap * one[i];
        double n1 = Math.Sqrt(one.Sum(a => a * a)), n2 = Math.Sqrt(two.Sum(a => a * a));
        var rows = new float[count * dimension];
        for (var row = 0; row < count; row++)
        {
            // Two orthogonal sets of weights with mean 0.
            double u = Math.Cos(2 * Math.PI * row / count) * Math.Sqrt(3), v = Math.Sin(2 * Math.PI * row / count);
            for (var i = 0; i < dimension; i++) rows[(row * dimension) + i] = (float)((u * one[i] / n1) + (v * two[i] / n2) + 7);
        }

        var spectrum = Spectrum.OfRows(rows, dimension);

        Assert.Equal(0.75, spectrum.Shares[0], 4);
        Assert.Equal(0.25, spectrum.Shares[1], 4);
        Assert.Equal(1 / (0.5625 + 0.0625), spectrum.Participation, 3);
        Assert.Equal((1, 2), (spectrum.Dimensions(0.7), spectrum.Dimensions(0.9)));

        float[] Direction() => [.. Enumerable.Range(0, dimension).Select(_ => rng.NextNormal())];
    }

    [Fact]
    public void RowsThatDoNotVaryAreRefused() => Assert.Throws<ArgumentException>(() => Spectrum.OfRows(new float[12], 3));

    [Fact]
    public void WordsThatStandTogetherMoreThanByChanceHaveInformation()
    {
        var pairs = Cooccurrence.Count([[0, 1], [0, 1], [2, 3], [2, 3], [0, 3]], words: 4, window: 1);

        var matrix = Ppmi.Matrix(pairs, 4);

        // 10 ordered pairs; (0, 1) twice of them; word 0 three times, word 1 twice.
        Assert.Equal(Math.Log(2 * 10.0 / (3 * 2)), matrix[0, 1], 6);
        Assert.Equal(matrix[0, 1], matrix[1, 0]);
        Assert.Equal(0, matrix[0, 2]);
        Assert.Equal(Math.Log(1 * 10.0 / 9), matrix[0, 3], 6);
        Assert.Equal(1, Spectrum.OfSymmetric(matrix).Shares.Sum(), 9);
    }
}
