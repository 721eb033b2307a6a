using Assay.Statistics;
using Assay.Tests.Golden;

namespace Assay.Tests.Statistics;

/// <summary>Held against NumPy, SciPy and scikit-learn; see tests/golden/make_statistics.py.</summary>
public sealed class StatisticsGoldenTests
{
    [Theory]
    [GoldenCases("statistics", "pca")]
    public void PrincipalAxesAgreeWithScikitLearn(string name)
    {
        var golden = GoldenFile.Open("statistics")[name];
        var rows = golden.Inputs["rows"];
        var axes = PrincipalAxes.Project(rows.Floats, rows.Shape[1], golden.Int("components"));
        var largest = golden.Outputs["scores"].Doubles.Max(Math.Abs);

        AssertNear(golden.Outputs["scores"].Doubles, axes.Scores, 1e-7 * largest);
        AssertNear(golden.Outputs["variances"].Doubles, axes.Variances, 1e-9 * largest * largest);
        AssertNear(golden.Outputs["shares"].Doubles, axes.Shares, 1e-10);
    }

    [Theory]
    [GoldenCases("statistics", "perplexity")]
    public void ConditionalProbabilitiesAgreeWithScikitLearn(string name)
    {
        var golden = GoldenFile.Open("statistics")[name];
        var rows = golden.Inputs["rows"];
        var (count, width) = (rows.Shape[0], rows.Shape[1]);
        var expected = golden.Outputs["conditional"].Doubles;
        for (var point = 0; point < count; point++)
        {
            var others = Enumerable.Range(0, count).Where(other => other != point).ToArray();
            var probabilities = others.Select(other => Enumerable.Range(0, width)
                .Sum(c => Math.Pow((double)rows.Floats[point * width + c] - rows.Floats[other * width + c], 2))).ToArray();
            Affinities.Calibrate(probabilities, golden.Int("perplexity"));

            // scikit-learn stops bisecting at a difference of 1e-5 in entropy and keeps distances in single precision.
            AssertNear([.. others.Select(other => expected[point * count + other])], probabilities, 2e-5);
            Assert.Equal(golden.Int("perplexity"), Math.Exp(-probabilities.Sum(p => p > 0 ? p * Math.Log(p) : 0)), 1e-6);
        }
    }

    [Theory]
    [GoldenCases("statistics", "correlation")]
    public void CorrelationsAgreeWithSciPy(string name)
    {
        var golden = GoldenFile.Open("statistics")[name];
        var (x, y) = (golden.Inputs["x"].Doubles, golden.Inputs["y"].Doubles);

        Assert.Equal(golden.Outputs["pearson"].Doubles[0], Correlation.Pearson(x, y), 12);
        Assert.Equal(golden.Outputs["spearman"].Doubles[0], Correlation.Spearman(x, y), 12);
        Assert.Equal(golden.Outputs["kendall"].Doubles[0], Correlation.Kendall(x, y), 12);
    }

    [Theory]
    [GoldenCases("statistics", "quantiles")]
    public void QuantilesAgreeWithNumPy(string name)
    {
        var golden = GoldenFile.Open("statistics")[name];
        AssertNear(golden.Outputs["quantiles"].Doubles, Quantiles.Of(golden.Inputs["values"].Doubles, golden.Inputs["shares"].Doubles), 1e-14);
    }

    [Theory]
    [GoldenCases("statistics", "student")]
    public void StudentIntervalsAgreeWithSciPy(string name)
    {
        var golden = GoldenFile.Open("statistics")[name];
        var values = golden.Inputs["values"].Doubles;
        var interval = StudentInterval.Of(values, golden.Number("level"));

        AssertNear(golden.Outputs["interval"].Doubles, [interval.Value, interval.Low, interval.High], 1e-8);
        Assert.Equal(golden.Outputs["deviation"].Doubles[0], StudentInterval.Deviation(values), 12);
    }

    static void AssertNear(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var index = 0; index < expected.Count; index++) Assert.Equal(expected[index], actual[index], tolerance);
    }
}
