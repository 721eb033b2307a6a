using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;

namespace Assay.Tests.Diagnosis.Forecasts;

public class EnsembleTests
{
    // Curves are seen until step 480, so that these bends are on the families' grids.
    public static TheoryData<string, Func<double, double>> Courses { get; } = new()
    {
        { "pow3", step => 0.5 + 4 * Math.Pow(step / 480, -0.75) },
        { "log pow3", step => Math.Exp(-1 + 2 * Math.Pow(step / 480, -0.5)) },
        { "pow4", step => 0.5 + 4 * Math.Pow(step / 480 + 0.3, -1) },
        { "exponential", step => 0.5 + 4 * Math.Exp(-4 * step / 480) },
        { "log exponential", step => Math.Exp(-1 + 2 * Math.Exp(-4 * step / 480)) },
        { "janoschek", step => 0.5 + 4 * Math.Exp(-2 * Math.Pow(step / 480, 0.5)) },
        { "mmf", step => 0.5 + 4 / (1 + Math.Pow(1.5 * step / 480, 2)) },
        { "inverse log", step => 0.5 + 4 / Math.Log(Math.E + 10 * step / 480) },
        { "power to zero", step => 3 * Math.Pow(step / 480, -0.6) },
        { "logarithm", step => 3 - 0.3 * Math.Log(step / 480) },
        { "vapour pressure", step => Math.Exp(-1 + 0.05 / (step / 480) - 0.2 * Math.Log(step / 480)) },
        { "valley", step => Math.Exp(-1 + 2 * Math.Exp(-8 * step / 480) + 0.3 * step / 480) },
        { "constant", _ => 0.7 },
    };

    [Theory]
    [MemberData(nameof(Courses))]
    public void AnExactCurveOfAFamilyIsContinuedExactly(string family, Func<double, double> course)
    {
        Assert.Contains(family, CurveShape.Sizes.Keys);
        var seen = SeenCurve.Of(MadeCurves.Of(course, points: 48))!;
        var ahead = Ensemble.Of(seen, 1000 / seen.Last);
        Assert.Equal(course(1000), seen.Value(ahead.Median), 0.02 * course(1000));
        Assert.Equal(1, ahead.Families.Values.Sum(), 9);
    }

    [Theory]
    [InlineData("exponential", 4)]
    [InlineData("pow3", 0.75)]
    public void FactorsOfAShapeAreRecovered(string family, double bend)
    {
        Func<double, double> term = family == "pow3" ? t => Math.Pow(t, -bend) : t => Math.Exp(-bend * t);
        double[] times = [.. Enumerable.Range(1, 20).Select(index => index / 20.0)];
        var columns = new CurveShape(family, false, term).Columns(times);
        var fit = WeightedLeastSquares.Fit(columns, Array.ConvertAll(times, t => 0.5 + 4 * term(t)), Array.ConvertAll(times, t => t), 0, times.Length);
        Assert.Equal(0.5, fit.Beta[0], 1e-4);
        Assert.Equal(4, fit.Beta[1], 1e-4);
    }

    [Fact]
    public void LeverageIsTheVarianceOfTheMeanForAConstant()
    {
        var fit = WeightedLeastSquares.Fit([[1, 1, 1, 1]], [1, 2, 3, 4], [1, 1, 1, 1], 0, 4);
        Assert.Equal(2.5, fit.At([1]), 1e-6);
        Assert.Equal(0.25, fit.Leverage([1]), 1e-6);
    }

    [Fact]
    public void NoiseIsThatOfSingleValues()
    {
        var seen = SeenCurve.Of(MadeCurves.Of(step => 1 + Math.Exp(-step / 500), points: 400, noise: 0.05))!;
        Assert.InRange(seen.Noise, 0.04, 0.06);
        Assert.True(seen.Values.Length <= 48);
    }
}
