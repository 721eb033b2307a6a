using Assay.Modules;
using Assay.Studies.Ternary;
using Assay.Tensors;

namespace Assay.Tests.Studies.Ternary;

public class TernaryModelTests
{
    [Fact]
    public void PartsHaveTheOriginalsParameters()
    {
        Assert.Equal(45_792, new TernaryEncoder(16, new Rng(1)).ParameterCount);
        Assert.Equal(4_411, new TernaryDecoder(16, new Rng(1)).ParameterCount);
        Assert.Equal(1_606, new LossController(new Rng(1)).ParameterCount);
        Assert.Equal(2_833, Projection(64, 1).ParameterCount);
        Assert.Equal(577, Projection(64, 1).NamedParameters.Where(entry => entry.Name.StartsWith("radius_net.", StringComparison.Ordinal)).Sum(entry => entry.Parameter.Count));
        Assert.Equal(8_177, Projection(64, 2).ParameterCount);
        Assert.Equal(26_577, Projection(128, 2).ParameterCount);
    }

    [Theory]
    [InlineData(64, 1, false, 101_661)]
    [InlineData(64, 1, true, 103_267)]
    [InlineData(128, 2, false, 149_149)]
    public void ModelsHaveTheOriginalsParameters(int width, int layers, bool controller, long count) =>
        Assert.Equal(count, new TernaryModel(new TernaryArchitecture(Hidden: width, Layers: layers, Controller: controller), new Rng(1)).ParameterCount);

    [Fact]
    public void DropoutShiftsTheNamesOfLaterLayers()
    {
        string[] plain = [.. Projection(64, 1).StateDict().Keys], dropped = [.. Projection(64, 1, dropout: 0.1).StateDict().Keys];
        Assert.Contains("radius_net.2.weight", plain);
        Assert.Contains("radius_net.3.weight", dropped);
        Assert.Contains("direction_net.3.weight", plain);
        Assert.Contains("direction_net.4.weight", dropped);
    }

    [Fact]
    public void PointsLieInsideTheLargestRadiusInTheDirectionOfTheirCodes()
    {
        var projection = Projection(64, 1);
        var code = Tensor.Normal(new Rng(4), 0, 100, 200, 16);
        var radius = projection.Radius(code);
        float[] points = projection.Point(code, radius).ToArray(), codes = code.ToArray(), radii = radius.ToArray();
        for (var row = 0; row < 200; row++)
        {
            double norm = 0, dot = 0, length = 0;
            for (var k = 0; k < 16; k++)
            {
                var (point, own) = ((double)points[(row * 16) + k], (double)codes[(row * 16) + k]);
                norm += point * point;
                dot += point * own;
                length += own * own;
            }
            Assert.True(Math.Sqrt(norm) <= 0.95 * (1 + 1e-6));
            Assert.Equal(radii[row], Math.Sqrt(norm), 4);
            // The direction net begins at zero.
            Assert.Equal(1, dot / Math.Sqrt(norm * length), 4);
        }
    }

    [Fact]
    public void ControllerKeepsItsWeightsInTheirRanges()
    {
        var weights = new LossController(new Rng(2)).Forward(Tensor.Normal(new Rng(3), 0, 50, 1, LossController.Inputs));
        Assert.InRange(weights.Mixing.Item(), 0, 0.5f);
        Assert.True(weights.Geodesic.Item() >= 0.1f);
        Assert.True(weights.Radial.Item() >= 0);
        Assert.True(weights.BetaA.Item() >= 0.5f && weights.BetaB.Item() >= 0.5f);
        Assert.InRange(weights.Tau.Item(), 0, 1);
    }

    static HyperbolicProjection Projection(int width, int layers, double dropout = 0)
    {
        var projection = new HyperbolicProjection(16, width, layers, dropout, 0.95, new Rng(1));
        projection.Eval();
        return projection;
    }
}
