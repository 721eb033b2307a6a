using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Tensors;

namespace Assay.Tests.Modules.Hyperbolic;

public sealed class PoincareBallTests
{
    public static TheoryData<string, Func<PoincareBall, Tensor[], Tensor>, Func<double, double[][], double[]>, int> Maps => new()
    {
        { "add", (ball, x) => ball.Add(x[0], x[1]), (c, x) => BallReference.Add(c, x[0], x[1]), 2 },
        { "distance", (ball, x) => ball.Distance(x[0], x[1]), (c, x) => [BallReference.Distance(c, x[0], x[1])], 2 },
        { "exp", (ball, x) => ball.Exp(x[0], x[1]), (c, x) => BallReference.Exp(c, x[0], x[1]), 2 },
        { "log", (ball, x) => ball.Log(x[0], x[1]), (c, x) => BallReference.Log(c, x[0], x[1]), 2 },
        { "to origin", (ball, x) => ball.DistanceToOrigin(x[0]), (c, x) => [BallReference.Distance(c, x[0], new double[x[0].Length])], 1 },
        { "factor", (ball, x) => ball.ConformalFactor(x[0]), (c, x) => [BallReference.Factor(c, x[0])], 1 },
        { "exp origin", (ball, x) => ball.ExpOrigin(3 * x[0]), (c, x) => BallReference.Exp(c, new double[x[0].Length], BallReference.Times(3, x[0])), 1 },
        { "log origin", (ball, x) => ball.LogOrigin(x[0]), (c, x) => BallReference.Log(c, new double[x[0].Length], x[0]), 1 },
        { "project", (ball, x) => ball.Project(1.4f * x[0]), (c, x) => BallReference.Project(c, BallReference.Times(1.4f, x[0])), 1 },
        { "transport", (ball, x) => ball.Transport(x[0], x[1], x[2]), (c, x) => BallReference.Transport(c, x[0], x[1], x[2]), 3 },
    };

    [Theory]
    [MemberData(nameof(Maps))]
    public void FollowsItsFormulaWithAllGradients(
        string name, Func<PoincareBall, Tensor[], Tensor> map, Func<double, double[][], double[]> formula, int operands)
    {
        foreach (var (c, dims) in new (float, int[])[] { (1, [7, 3]), (2, [2, 3, 5]), (0.3f, [2]) })
        {
            var rng = new Rng((ulong)name.Length);
            Array64[] inputs = [.. Enumerable.Range(0, operands).Select(_ => BallReference.Points(rng, c, 0.05, 0.9, dims)), new([c], 1)];
            OpCheck.Run(x => map(new PoincareBall(x[^1]), x[..^1]), BallReference.ByRow(formula), inputs);
            Tensor[] points = Array.ConvertAll(inputs[..^1], OpCheck.Of);
            Assert.Equal(map(new PoincareBall(OpCheck.Of(inputs[^1])), points).ToArray(), map(new PoincareBall(c), points).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void ValueAndGradientsAreFiniteAtTheOriginAndForEqualPoints(
        string name, Func<PoincareBall, Tensor[], Tensor> map, Func<double, double[][], double[]> formula, int operands)
    {
        foreach (var value in (float[])[0, 1e-30f, 1e-4f, 0.3f, 0.57f])
        {
            var points = Enumerable.Range(0, operands).Select(_ => Tensor.Full(value, 2, 3).Tracked()).ToArray();
            var c = Tensor.From([1f]).Tracked();
            var result = map(new PoincareBall(c), points);
            result.Sum().Backward();
            Assert.All([.. result.ToArray(), .. points.SelectMany(x => x.Grad!.ToArray()), c.Grad!.Item()], number => Assert.True(float.IsFinite(number), name));
            var row = Enumerable.Repeat((double)value, 3).ToArray();
            OpCheck.Close(name, [.. formula(1, [.. points.Select(_ => row)])], result.ToArray()[..(result.Count / 2)], 1e-5);
        }
    }

    [Fact]
    public void EqualPointsHaveDistanceZeroWithoutGradient()
    {
        var ball = new PoincareBall(2);
        var x = OpCheck.Of(BallReference.Points(new Rng(1), 2, 0, 0.999, 20, 4)).Tracked();
        var distance = ball.Distance(x, x);
        distance.Sum().Backward();
        Assert.All([.. distance.ToArray(), .. x.Grad!.ToArray()], value => Assert.Equal(0, value));
    }

    [Fact]
    public void SharedAndBroadcastOperandsGetBothGradients()
    {
        var ball = new PoincareBall(1);
        var z = OpCheck.Of(BallReference.Points(new Rng(2), 1, 0, 0.8, 5, 3)).Tracked();
        var other = Tensor.From(z.ToArray(), 5, 3).Tracked();
        (ball.Distance(z.Slice(0, 0, 4), z.Slice(0, 1, 4)).Sum() + ball.Distance(z, z.Slice(0, 2, 1)).Sum()).Backward();
        var apart = Enumerable.Range(0, 5).Select(i => other.Slice(0, i, 1)).ToArray();
        var sum = Tensor.Zeros();
        for (var i = 0; i < 4; i++) sum += ball.Distance(apart[i], apart[i + 1]).Sum();
        foreach (var row in apart) sum += ball.Distance(row, apart[2]).Sum();
        sum.Backward();
        OpCheck.Close("gradient", Array.ConvertAll(other.Grad!.ToArray(), x => (double)x), z.Grad!.ToArray(), 1e-6);
    }

    [Theory]
    [InlineData(1, 1e-5)]
    [InlineData(2, 1e-5)]
    [InlineData(0.5, 1e-3)]
    public void DistancesNearTheBoundaryAreRight(double c, double depth)
    {
        var rng = new Rng(5);
        var (x, y) = (BallReference.Points(rng, c, 1 - depth, 1 - depth, 50, 16), BallReference.Points(rng, c, 1 - depth, 1 - depth, 50, 16));
        // Pairs from opposite to next to each other.
        for (var row = 0; row < 50; row++)
            for (var i = 0; i < 16; i++) y[row, i] = (float)(x[row, i] + (Math.Pow(10, -row / 10.0) * (y[row, i] - x[row, i])));
        var ball = new PoincareBall(c);
        var (given, fromOrigin) = (ball.Distance(OpCheck.Of(x), OpCheck.Of(y)).ToArray(), ball.DistanceToOrigin(OpCheck.Of(x)).ToArray());
        for (var row = 0; row < 50; row++)
        {
            double[] a = x.Values[(row * 16)..((row + 1) * 16)], b = y.Values[(row * 16)..((row + 1) * 16)];
            var squared = BallReference.Zip(a, b, (p, q) => (p - q) * (p - q)).Sum();
            var exact = Math.Acosh(1 + (2 * c * squared / ((1 - (c * BallReference.Dot(a, a))) * (1 - (c * BallReference.Dot(b, b)))))) / Math.Sqrt(c);
            Assert.InRange(given[row], exact * (1 - 1e-6), exact * (1 + 1e-6));
            var root = Math.Sqrt(c) * BallReference.Norm(a);
            exact = Math.Log((1 + root) / (1 - root)) / Math.Sqrt(c);
            Assert.InRange(fromOrigin[row], exact * (1 - 1e-6), exact * (1 + 1e-6));
        }
    }

    [Fact]
    public void NoPointOutsideIsMadeOrTakenForOne()
    {
        var ball = new PoincareBall(2);
        Assert.Equal(ball.LargestRadius, ball.Project(Tensor.From([0f, -9f], 1, 2)).ToArray().Max(MathF.Abs), 6);
        var outside = Tensor.From([0.71f, 0.1f], 1, 2);
        Assert.All([ball.Distance(outside, outside), ball.DistanceToOrigin(outside), ball.Log(outside, outside)], y => Assert.True(float.IsNaN(y.ToArray()[0])));
    }

    [Fact]
    public void AContradictoryRadiusIsRefused()
    {
        PoincareBall.RequireRadius(0.95, 1);
        PoincareBall.RequireRadius(1.4, 0.5);
        PoincareBall.RequireRadius(new PoincareBall(2).LargestRadius, 2);
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => PoincareBall.RequireRadius(0.95, 2)).Message;
        Assert.Contains("0.95 contradicts the curvature 2", message);
        Assert.Contains("at most 0.70710607", message);
        foreach (var radius in (double[])[1, 0, double.NaN]) Assert.Throws<ArgumentOutOfRangeException>(() => PoincareBall.RequireRadius(radius, 1));
        foreach (var c in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => PoincareBall.RequireRadius(0.5, c));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PoincareBall(c));
        }
        Assert.Throws<ShapeException>(() => new PoincareBall(Tensor.Zeros(2)));
        Assert.Throws<ShapeException>(() => new PoincareBall(1).Distance(Tensor.Zeros(2, 3), Tensor.Zeros(2, 4)));
        Assert.Throws<ShapeException>(() => new PoincareBall(1).DistanceToOrigin(Tensor.Zeros()));
    }
}
