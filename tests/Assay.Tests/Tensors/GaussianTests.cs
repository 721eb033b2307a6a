using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class GaussianTests
{
    [Fact]
    public void NoiseOfAGivenVariance()
    {
        var noise = Tensor.Normal(new Rng(3), 0, 1, 5, 7);
        var given = new Array64(Array.ConvertAll(noise.ToArray(), v => (double)v), 5, 7);
        OpCheck.Run(
            x => x[0].WithNoise(x[1], noise), x => Array64.Zip(x[0], Array64.Zip(x[1], given, (v, n) => n * Math.Exp(v / 2)), (m, n) => m + n),
            [[5, 7], [5, 7]]);
    }

    [Fact]
    public void DivergenceFromTheStandardNormal()
    {
        OpCheck.Run(
            x => x[0].NormalDivergence(x[1]),
            x => new Array64([Array64.Zip(x[0], x[1], (m, v) => ((m * m) + Math.Exp(v) - v - 1) / 2).Values.Sum()]), [[5, 7], [5, 7]]);
        Assert.Equal(0f, Tensor.Zeros(4, 3).NormalDivergence(Tensor.Zeros(4, 3)).Item());
    }

    [Fact]
    public void WrongShapesAreNamed()
    {
        var x = Tensor.Zeros(2, 3);
        Assert.Contains("(2, 3)", Assert.Throws<ShapeException>(() => x.NormalDivergence(Tensor.Zeros(3))).Message);
        Assert.Throws<ShapeException>(() => x.WithNoise(x, Tensor.Zeros(3, 2)));
        Assert.Throws<ArgumentNullException>(() => x.WithNoise(null!, x));
    }
}
