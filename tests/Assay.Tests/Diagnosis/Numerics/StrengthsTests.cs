using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Numerics;

public class StrengthsTests
{
    [Theory]
    [InlineData(1, 0.1, 1)]
    [InlineData(0.01, 0.1, -1)]
    [InlineData(0, 0.1, -6)]
    [InlineData(1, 0, -6)]
    [InlineData(double.PositiveInfinity, 1, 6)]
    [InlineData(double.NaN, 1, -6)]
    public void DecadesAreBoundedAndFinite(double value, double threshold, double strength) => Assert.Equal(strength, Strengths.Decades(value, threshold), 1e-12);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 0.954)]
    [InlineData(1, 3)]
    [InlineData(0, -3)]
    public void OddsAreZeroAtTheirThreshold(double share, double strength) => Assert.Equal(strength, Strengths.Odds(share), 0.001);
}
