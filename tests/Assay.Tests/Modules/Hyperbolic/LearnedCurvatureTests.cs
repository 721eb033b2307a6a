using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Modules.Hyperbolic;

public sealed class LearnedCurvatureTests
{
    [Theory]
    [InlineData(0.95, 1)]
    [InlineData(0.5, 3.9)]
    [InlineData(2, 0.01)]
    public void StartsWhereItIsTold(double maxRadius, double start)
    {
        var curvature = new LearnedCurvature(maxRadius, start);
        Assert.Equal(start, curvature.Forward().Item(), 4);
        Assert.Equal(["theta"], curvature.StateDict().Keys);
        PoincareBall.RequireRadius(maxRadius, curvature.Ball().Curvature);
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-4)]
    public void NeverContradictsTheRadius(double margin)
    {
        foreach (var maxRadius in (double[])[0.1, 0.7, 0.95, 0.99, 3])
        {
            var curvature = new LearnedCurvature(maxRadius, 0.01, margin);
            foreach (var theta in (float[])[-50, 0, 20, 1e30f])
            {
                curvature.Parameters[0].Span[0] = theta;
                PoincareBall.RequireRadius(maxRadius, curvature.Ball().Curvature);
            }
        }
    }

    [Fact]
    public void IsLearned()
    {
        // The curvature under which two points are 3 apart.
        var curvature = new LearnedCurvature(0.8, 0.5);
        var (x, y) = (Tensor.From([0.5f, 0.5f], 1, 2), Tensor.From([-0.6f, 0.1f], 1, 2));
        var optimizer = new Adam(curvature.NamedParameters, 0.05);
        for (var step = 0; step < 300; step++)
        {
            optimizer.ZeroGrad();
            (curvature.Ball().Distance(x, y) - 3f).Square().Sum().Backward();
            optimizer.Step();
        }
        Assert.Equal(3, BallReference.Distance(curvature.Ball().Curvature, [0.5, 0.5], [-0.6f, 0.1f]), 3);
    }

    [Fact]
    public void WrongStartsAreRefused()
    {
        Assert.Contains("below 1.10792", Assert.Throws<ArgumentOutOfRangeException>(() => new LearnedCurvature(0.95, 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearnedCurvature(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearnedCurvature(0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearnedCurvature(0.5, margin: 0));
    }
}
