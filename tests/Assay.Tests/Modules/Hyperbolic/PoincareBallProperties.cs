using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Modules.Hyperbolic;

/// <summary>What holds in every ball for all points.</summary>
public sealed class PoincareBallProperties
{
    static readonly Gen<(double C, int Width, int Seed)> Balls =
        from c in Gen.Elements(0.1, 0.5, 1, 2, 7.3)
        from width in Gen.Choose(1, 20)
        from seed in Gen.Choose(0, 1 << 20)
        select (c, width, seed);

    [Fact]
    public void LogUndoesExp() => Check(0.95, (ball, x, y, _) =>
    {
        // A velocity of length up to 3, as the ball measures it.
        var v = y * 3f / ball.ConformalFactor(x).Unsqueeze(-1) * (float)Math.Sqrt(ball.Curvature);
        return Close(v, ball.Log(x, ball.Exp(x, v)), 2e-3) && Close(ball.LogOrigin(y), ball.LogOrigin(ball.ExpOrigin(ball.LogOrigin(y))), 1e-3);
    });

    [Fact]
    public void ExpUndoesLog() => Check(0.98, (ball, x, y, _) => Close(y, ball.Exp(x, ball.Log(x, y)), 1e-5) && Close(y, ball.ExpOrigin(ball.LogOrigin(y)), 1e-6));

    [Fact]
    public void TheLogarithmIsAsLongAsTheWay() => Check(0.999, (ball, x, y, _) =>
        Close(ball.Distance(x, y), ball.Log(x, y).Square().Sum(-1).Sqrt() * ball.ConformalFactor(x), 1e-4));

    [Fact]
    public void DistanceIsAMetric() => Check(0.9999, (ball, x, y, z) =>
    {
        float[] xy = ball.Distance(x, y).ToArray(), yz = ball.Distance(y, z).ToArray(), xz = ball.Distance(x, z).ToArray();
        return xy.SequenceEqual(ball.Distance(y, x).ToArray()) && Enumerable.Range(0, xy.Length).All(i => xz[i] <= (xy[i] + yz[i]) * (1 + 1e-6));
    });

    [Fact]
    public void TheOppositeIsTheInverse() => Check(0.99999, (ball, x, y, _) =>
        ball.Add(-x, x).ToArray().All(value => value == 0) && Close(x, ball.Add(x, Tensor.Zeros(x.Dims)), 1e-6));

    [Fact]
    public void AdditionOfTheLeftIsUndone() => Check(0.9, (ball, x, y, _) => Close(y, ball.Add(-x, ball.Add(x, y)), 1e-4));

    [Fact]
    public void TranslationsKeepDistances() => Check(0.9, (ball, x, y, z) => Close(ball.Distance(x, y), ball.Distance(ball.Add(z, x), ball.Add(z, y)), 1e-4));

    [Fact]
    public void TransportKeepsLengthsAndBringsTheGeodesicAlong() => Check(0.95, (ball, x, y, v) =>
    {
        var moved = ball.Transport(x, y, v);
        return Close(v.Square().Sum(-1).Sqrt() * ball.ConformalFactor(x), moved.Square().Sum(-1).Sqrt() * ball.ConformalFactor(y), 1e-5)
            && Close(-ball.Log(y, x), ball.Transport(x, y, ball.Log(x, y)), 1e-4);
    });

    [Fact]
    public void NothingLeavesTheBall() => Check(0.99999, (ball, x, y, _) =>
    {
        foreach (var length in (float[])[1e-3f, 1, 30, 1e4f, 1e18f])
            if (!Inside(ball, ball.Exp(x, y * length)) || !Inside(ball, ball.ExpOrigin(y * length)) || !Inside(ball, ball.Project(y * length))) return false;
        return Inside(ball, ball.Add(x, y)) && Inside(ball, ball.Add(x, x));
    });

    static bool Inside(PoincareBall ball, Tensor points)
    {
        var values = Array.ConvertAll(points.ToArray(), x => (double)x);
        return values.Chunk(points.Dim(-1)).All(row => BallReference.Norm(row) <= ball.LargestRadius * (1 + 1e-7));
    }

    // Relative to the whole of a result, and absolutely where it is small beside the ball.
    static bool Close(Tensor expected, Tensor given, double tolerance)
    {
        double[] a = Array.ConvertAll(expected.ToArray(), x => (double)x), b = Array.ConvertAll(given.ToArray(), x => (double)x);
        return BallReference.Norm(BallReference.Zip(a, b, (p, q) => p - q)) <= tolerance * Math.Max(BallReference.Norm(a), 0.1);
    }

    static void Check(double high, Func<PoincareBall, Tensor, Tensor, Tensor, bool> holds) =>
        Prop.ForAll(Balls.ToArbitrary(), given =>
        {
            var rng = new Rng((ulong)given.Seed);
            var points = Enumerable.Range(0, 3).Select(_ => OpCheck.Of(BallReference.Points(rng, given.C, 0, high, 9, given.Width))).ToArray();
            return holds(new PoincareBall(given.C), points[0], points[1], points[2]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
