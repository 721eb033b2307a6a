using Assay.Statistics;
using Assay.Tests.Golden;

namespace Assay.Tests.Statistics;

public sealed class TSneTests
{
    const int Iterations = 1000, Starts = 4;

    [Theory]
    [GoldenCases("statistics", "tsne")]
    public void PicturesAreAsGoodAsThoseOfScikitLearn(string name)
    {
        var golden = GoldenFile.Open("statistics")[name];
        var (rows, width) = (golden.Inputs["rows"].Floats, golden.Inputs["rows"].Shape[1]);
        var (perplexity, neighbours) = (golden.Number("perplexity"), golden.Int("neighbours"));
        foreach (var method in new[] { "exact", "barnes_hut" })
        {
            var theirs = golden.Outputs[$"{method}_divergence"].Doubles;
            var pictures = Enumerable.Range(0, Starts).Select(seed => TSne.Embed(rows, width, perplexity, (ulong)seed, Iterations, method == "exact")).ToList();

            // How low a single descent ends is chance; several starts are compared, and few points scatter more than a few percent.
            var allowed = Math.Max(0.03 * theirs.Average(), StudentInterval.Deviation(theirs));
            AtLeast(-theirs.Average() - allowed, -pictures.Average(places => TSne.Divergence(rows, width, perplexity, places)));
            AtLeast(golden.Outputs[$"{method}_trustworthiness"].Doubles.Average() - 0.005,
                pictures.Average(places => Neighbourhood.Trustworthiness(rows, width, places, neighbours)));
            AtLeast(golden.Outputs[$"{method}_preserved"].Doubles.Average() - 0.02,
                pictures.Average(places => Neighbourhood.Preserved(rows, width, places, neighbours)));
        }
    }

    [Theory]
    [GoldenCases("statistics", "tsne")]
    public void MeasuresOfAPictureAgreeWithScikitLearn(string name)
    {
        var golden = GoldenFile.Open("statistics")[name];
        var (rows, width, theirs) = (golden.Inputs["rows"].Floats, golden.Inputs["rows"].Shape[1], golden.Outputs["exact_places"].Doubles);
        var neighbours = golden.Int("neighbours");

        Assert.Equal(golden.Outputs["exact_divergence"].Doubles[^1], TSne.Divergence(rows, width, golden.Number("perplexity"), theirs), 1e-3);
        Assert.Equal(golden.Outputs["exact_trustworthiness"].Doubles[^1], Neighbourhood.Trustworthiness(rows, width, theirs, neighbours), 12);
        Assert.Equal(golden.Outputs["exact_preserved"].Doubles[^1], Neighbourhood.Preserved(rows, width, theirs, neighbours), 12);
    }

    [Fact]
    public void TheGradientIsThatOfTheDivergence()
    {
        var rows = Rows(12, 4);
        var forces = new Forces(Affinities.Of(rows, 4, 4, exact: true), 0.5, exact: true);
        var places = Enumerable.Range(0, 24).Select(i => Math.Sin(3.7 * i)).ToArray();
        var gradient = new double[24];
        forces.Gradient(places, 1, gradient);
        for (var index = 0; index < 24; index++)
        {
            const double step = 1e-5;
            var (up, down) = ((double[])places.Clone(), (double[])places.Clone());
            up[index] += step;
            down[index] -= step;
            Assert.Equal((forces.Divergence(up) - forces.Divergence(down)) / (2 * step), gradient[index], 1e-8);
        }
    }

    [Fact]
    public void ATreeWithoutAnAngleIsExact()
    {
        double[] places = [0, 0, 1, 1, 1, 1, 1, 1, 0.3, -2, 5, 5, 1 + 1e-15, 1, -4, 0.25];
        var tree = new QuadTree(places);
        for (var point = 0; point < places.Length; point += 2)
        {
            double x = 0, y = 0, weights = 0;
            for (var other = 0; other < places.Length; other += 2)
            {
                if (other == point) continue;
                var (dx, dy) = (places[point] - places[other], places[point + 1] - places[other + 1]);
                var weight = 1 / (1 + dx * dx + dy * dy);
                (x, y, weights) = (x + weight * weight * dx, y + weight * weight * dy, weights + weight);
            }

            var repulsion = tree.Repulsion(places[point], places[point + 1], angle: 0);
            Assert.Equal((x, y, weights), repulsion, (expected, actual) =>
                Math.Abs(expected.Item1 - actual.Item1) < 1e-12 && Math.Abs(expected.Item2 - actual.Item2) < 1e-12
                && Math.Abs(expected.Item3 - actual.Item3) < 1e-12);
        }
    }

    [Fact]
    public void AffinitiesOfNearestNeighboursAreThoseOfAllWhereEveryPointIsNear()
    {
        var rows = Rows(20, 3);
        var (all, nearest) = (Affinities.Of(rows, 3, 7, exact: true), Affinities.Of(rows, 3, 7, exact: false));

        Assert.Equal(all.Columns, nearest.Columns);
        Assert.Equal(all.Values, nearest.Values);
        Assert.Equal(1, all.Values.Sum(), 12);
        Assert.True(Affinities.Of(Rows(200, 3), 3, 7, exact: false).Values.Length < 200 * 44 + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheSeedDecidesTheBits(bool exact)
    {
        var rows = Rows(60, 5);

        Assert.Equal(TSne.Embed(rows, 5, 9, 3, 300, exact), TSne.Embed(rows, 5, 9, 3, 300, exact));
        Assert.NotEqual(TSne.Embed(rows, 5, 9, 3, 300, exact), TSne.Embed(rows, 5, 9, 4, 300, exact));
    }

    [Fact]
    public void EqualRowsAndASingleColumnHavePlacesToo()
    {
        Assert.All(TSne.Embed(new float[40], 4, 3, 1), place => Assert.True(double.IsFinite(place)));
        Assert.All(TSne.Embed([1, 2, 3, 4, 5, 5, 5, 9], 1, 3, 1), place => Assert.True(double.IsFinite(place)));
    }

    [Fact]
    public void RefusesWhatItCannotPlace()
    {
        Assert.Contains("2 rows given", Assert.Throws<ArgumentException>(() => TSne.Embed([1, 2], 1, 1, 1)).Message);
        Assert.Contains("needed: 1 to 3", Assert.Throws<ArgumentOutOfRangeException>(() => TSne.Embed([1, 2, 3, 4], 1, 3.5, 1)).Message);
        Assert.Contains("multiple of the width", Assert.Throws<ArgumentException>(() => TSne.Embed([1, 2, 3, 4], 3, 2, 1)).Message);
        Assert.Contains("row 1 has NaN", Assert.Throws<ArgumentException>(() => TSne.Embed([1, float.NaN, 3, 4], 1, 2, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalAxes.Project([1, 2, 3, 4], 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Neighbourhood.Preserved(new float[8], 1, new double[16], 4));
    }

    static void AtLeast(double needed, double actual) => Assert.True(actual >= needed, $"{actual}; needed: at least {needed}");

    static float[] Rows(int count, int width) => [.. Enumerable.Range(0, count * width).Select(i => (float)Math.Sin(1.3 * i * i))];
}
