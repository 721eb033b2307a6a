using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Modules.Hyperbolic;
using Assay.Tests.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public sealed class RiemannianAdamTests
{
    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(2, 0.1, false)]
    [InlineData(0.3, 0.1, true)]
    public void StepsFollowTheFormula(double c, double decay, bool decoupled)
    {
        var rng = new Rng(4);
        var points = Points(rng, c, 0.9, 6, 3);
        var optimizer = new RiemannianAdam([("points", points)], ["points"], new PoincareBall(c), 0.02, 0.8, 0.95, 1e-6, decay, decoupled);
        double[][] x = Rows(points), m = Zeros(), direction = Zeros();
        var v = new double[6];
        for (var step = 1; step <= 60; step++)
        {
            var gradient = Enumerable.Range(0, 18).Select(_ => rng.NextNormal()).ToArray();
            OptimizerTests.SetGradient(points, gradient);
            optimizer.Step();
            for (var row = 0; row < 6; row++)
            {
                var factor = BallReference.Factor(c, x[row]);
                var g = BallReference.Zip([.. gradient.Skip(3 * row).Take(3)], x[row], (gi, xi) => (gi + (decoupled ? 0 : decay * xi)) / (factor * factor));
                m[row] = BallReference.Zip(m[row], g, (mi, gi) => (0.8 * mi) + (0.2 * gi));
                v[row] = (0.95 * v[row]) + (0.05 * factor * factor * BallReference.Dot(g, g));
                var size = 0.02 / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(v[row] / (1 - Math.Pow(0.95, step))) + 1e-6);
                var moved = BallReference.Exp(c, x[row], BallReference.Times(-size, m[row]));
                m[row] = BallReference.Transport(c, x[row], moved, m[row]);
                x[row] = moved;
            }
        }
        OptimizerTests.AssertClose([.. x.SelectMany(row => row)], points, 2e-6, "points");
        OptimizerTests.AssertClose([.. m.SelectMany(row => row)], optimizer.State().Tensors["points.exp_avg"], 2e-5, "means");
        OptimizerTests.AssertClose([.. v.SelectMany(row => Enumerable.Repeat(row, 3))], optimizer.State().Tensors["points.exp_avg_sq"], 2e-6, "squares");

        static double[][] Zeros() => [.. Enumerable.Range(0, 6).Select(_ => new double[3])];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FindsTheMeanOfPoints(double c)
    {
        var ball = new PoincareBall(c);
        var cloud = BallReference.Points(new Rng(8), c, 0.1, 0.95, 20, 4);
        var mean = new Parameter(1, 4);
        var optimizer = new RiemannianAdam([("mean", mean)], ["mean"], ball, 0.05);
        var targets = OpCheck.Of(cloud);
        for (var step = 0; step < 600; step++)
        {
            optimizer.LearningRate = 0.05 * Math.Pow(0.98, step);
            optimizer.ZeroGrad();
            ball.Distance(mean, targets).Square().Mean().Backward();
            optimizer.Step();
        }
        // Karcher's iteration: along the mean of the logarithms.
        var exact = new double[4];
        for (var step = 0; step < 2000; step++)
        {
            var sum = new double[4];
            for (var row = 0; row < 20; row++)
                sum = BallReference.Zip(sum, BallReference.Log(c, exact, cloud.Values[(4 * row)..(4 * (row + 1))]), (a, b) => a + (b / 20));
            exact = BallReference.Exp(c, exact, BallReference.Times(0.3, sum));
        }
        Assert.True(BallReference.Norm(exact) > 0.01);
        OptimizerTests.AssertClose(exact, mean, 1e-4, "mean");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OtherParametersAreAdamsBitForBit(bool decoupled)
    {
        (string, Parameter)[] mixed = Model(), plain = [.. Model().Where(entry => entry.Name != "embedding.points")];
        var riemannian = new RiemannianAdam(mixed, ["embedding"], new PoincareBall(1), 0.01, weightDecay: 0.1, decoupled: decoupled);
        Optimizer adam = decoupled ? new AdamW(plain, 0.01, weightDecay: 0.1) : new Adam(plain, 0.01, weightDecay: 0.1);
        riemannian.SetRate("after", 0.3);
        adam.SetRate("after", 0.3);
        for (var step = 0; step < 10; step++)
        {
            SetGradients(mixed, step);
            SetGradients(plain, step);
            riemannian.Step();
            adam.Step();
        }
        foreach (var (name, parameter) in plain) Assert.Equal(parameter.ToArray(), mixed.Single(entry => entry.Item1 == name).Item2.ToArray());
        foreach (var (name, tensor) in adam.State().Tensors) Assert.Equal(tensor.ToArray(), riemannian.State().Tensors[name].ToArray());
    }

    [Fact]
    public void PointsNeverLeaveTheBall()
    {
        var ball = new PoincareBall(2);
        var points = OptimizerTests.Filled(new Rng(3), 50, 5);
        var optimizer = new RiemannianAdam([("points", points)], ["points"], ball, 5);
        for (var step = 0; step < 40; step++)
        {
            // Outwards, and harder and harder.
            OptimizerTests.SetGradient(points, Array.ConvertAll(points.ToArray(), x => -x * MathF.Pow(2, step)));
            optimizer.Step();
            Assert.All(Rows(points), row => Assert.InRange(BallReference.Norm(row), 0, ball.LargestRadius * (1 + 1e-7)));
        }
        Assert.All(Rows(points), row => Assert.InRange(BallReference.Norm(row), 0.999 * ball.LargestRadius, 1));
    }

    [Fact]
    public void AtTheFactorZeroOrFrozenPointsStandStill()
    {
        var model = Model();
        var start = model[1].Parameter.ToArray();
        var optimizer = new RiemannianAdam(model, ["embedding.points"], new PoincareBall(1));
        optimizer.SetRate("embedding", 0);
        SetGradients(model, 1);
        optimizer.Step();
        optimizer.SetRate("embedding", 1);
        model[1].Parameter.Trainable = false;
        optimizer.Step();
        Assert.Equal(start, model[1].Parameter.ToArray());
        model[1].Parameter.Trainable = true;
        optimizer.Step();
        Assert.NotEqual(start, model[1].Parameter.ToArray());
        Assert.Equal(1, optimizer.State().Scalars["embedding.points.step"]);
    }

    [Fact]
    public void AStoredStateGoesOnWithTheSameBits()
    {
        (string Name, Parameter Parameter)[] first = Model(), second = Model();
        var optimizer = new RiemannianAdam(first, ["embedding"], new PoincareBall(1), 0.05);
        for (var step = 0; step < 5; step++) Step(optimizer, first, step);
        var resumed = new RiemannianAdam(second, ["embedding"], new PoincareBall(1));
        for (var i = 0; i < first.Length; i++) second[i].Parameter.CopyFrom(first[i].Parameter);
        resumed.Load(optimizer.State());
        for (var step = 5; step < 10; step++)
        {
            Step(optimizer, first, step);
            Step(resumed, second, step);
        }
        for (var i = 0; i < first.Length; i++) Assert.Equal(first[i].Parameter.ToArray(), second[i].Parameter.ToArray());

        static void Step(Optimizer optimizer, (string, Parameter)[] model, int step)
        {
            SetGradients(model, step);
            optimizer.Step(clip: 1);
        }
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        var model = Model();
        SetGradients(model, 1);
        var optimizer = new RiemannianAdam(model, ["embedding"], new PoincareBall(1));
        optimizer.Step(clip: 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 10; step++) optimizer.Step(clip: 1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void PointsThatAreNotThereAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new RiemannianAdam(Model(), ["embed"], new PoincareBall(1)));
        Assert.Throws<ArgumentException>(() => new RiemannianAdam([("number", new Parameter())], ["number"], new PoincareBall(1)));
    }

    static (string Name, Parameter Parameter)[] Model() =>
    [
        ("before.weight", OptimizerTests.Filled(new Rng(1), 3, 4)),
        ("embedding.points", Points(new Rng(2), 1, 0.9, 7, 4)),
        ("before.bias", OptimizerTests.Filled(new Rng(3), 5)),
        ("after", OptimizerTests.Filled(new Rng(4), 300)),
    ];

    static void SetGradients((string Name, Parameter Parameter)[] model, int step)
    {
        foreach (var (name, parameter) in model)
            OptimizerTests.SetGradient(parameter, OptimizerTests.Filled(new Rng((ulong)(100 * step) + (ulong)name.Length), parameter.Count).ToArray());
    }

    static Parameter Points(Rng rng, double c, double high, params int[] dims)
    {
        var points = new Parameter(dims);
        points.CopyFrom(OpCheck.Of(BallReference.Points(rng, c, 0, high, dims)));
        return points;
    }

    static double[][] Rows(Tensor points) => [.. Array.ConvertAll(points.ToArray(), x => (double)x).Chunk(points.Dim(-1))];
}
