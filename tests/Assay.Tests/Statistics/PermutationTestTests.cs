using Assay.Statistics;
using Assay.Tests.Reports.Sweeps;

namespace Assay.Tests.Statistics;

public sealed class PermutationTestTests
{
    [Fact]
    public void AgreesWithSciPy()
    {
        // scipy.stats.permutation_test of the sum, permutation_type "samples".
        Assert.Equal(0.078125, PermutationTest.SignFlip([0.3, -0.1, 0.4, 0.25, 0.15, -0.05, 0.2], 1), 15);
        Assert.Equal(0.078125, PermutationTest.Paired([0.3, 0, 0.4, 0.25, 1.15, 0.95, 0.2], [0, 0.1, 0, 0, 1, 1, 0], 1), 15);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 0.25)]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    [InlineData(20, 2.0 / 1048576)]
    public void DifferencesOfOneSignReachTheSmallestValue(int pairs, double smallest)
    {
        double[] differences = [.. Enumerable.Range(1, pairs).Select(pair => 0.1 * pair)];

        Assert.Equal(smallest, PermutationTest.Smallest(pairs), 15);
        Assert.Equal(smallest, PermutationTest.SignFlip(differences, 1), 15);
        Assert.Equal(smallest, PermutationTest.SignFlip([.. differences.Select(difference => -1e-12 * difference)], 1), 15);
    }

    [Fact]
    public void WithoutDifferenceNothingIsShown()
    {
        Assert.Equal(1, PermutationTest.Smallest(0));
        Assert.Equal(1, PermutationTest.SignFlip([0, 0, 0], 1));
        Assert.Equal(1, PermutationTest.SignFlip([1, -1, 2, -2], 1));
        // Pairs that are equal add nothing.
        Assert.Equal(0.25, PermutationTest.SignFlip([0.5, 0, 0.7, 0, 0.6], 1));
    }

    [Fact]
    public void DrawnCasesComeNearToAllCases()
    {
        double[] twenty = [.. Enumerable.Range(0, 20).Select(pair => 0.35 + SampleSweeps.Noise(pair, 4))];
        var exact = PermutationTest.SignFlip(twenty, 1);
        // A pair without a difference changes nothing but that cases are drawn.
        double[] more = [.. twenty, 0];

        Assert.InRange(exact, 0.001, 0.2);
        Assert.Equal(exact, PermutationTest.SignFlip(more, 1), 5 * Math.Sqrt(exact / PermutationTest.Draws));
        Assert.Equal(PermutationTest.SignFlip(more, 9), PermutationTest.SignFlip(more, 9));
        Assert.Equal(1 / (PermutationTest.Draws + 1.0), PermutationTest.SignFlip([.. Enumerable.Repeat(1.0, 40)], 1));
    }

    [Fact]
    public void TheFewestPairsReachTheLevelAndOneLessDoesNot()
    {
        Assert.Equal(6, PermutationTest.FewestPairs());
        Assert.Equal(8, PermutationTest.FewestPairs(0.05, tests: 5));
        foreach (var tests in new[] { 1L, 7L, 499_500L })
        {
            var pairs = PermutationTest.FewestPairs(0.05, tests);
            Assert.True(PermutationTest.Smallest(pairs) * tests <= 0.05 && PermutationTest.Smallest(pairs - 1) * tests > 0.05);
        }
    }

    [Fact]
    public void BlocksAgreeWithAllCases()
    {
        // All 6 x 6 x 6 orders of labels within three blocks, of which 12 are as far apart: counted by a script.
        double[][] blocks = [[1.0, 2.0, 4.0], [0.5, 1.7, 2.2], [1.1, 1.0, 3.0]];

        Assert.Equal(12 / 216.0, PermutationTest.Blocks(blocks, 1, 100_000), 0.004);
        Assert.Equal(PermutationTest.Blocks(blocks, 5), PermutationTest.Blocks(blocks, 5));
    }

    [Fact]
    public void BlocksThatAreHardForAllTakeNoPart()
    {
        double[][] blocks = [.. Enumerable.Range(0, 6).Select(block => Enumerable.Range(0, 4).Select(treatment => 1000.0 * block + (treatment == 2 ? -1 : 0) + 0.1 * SampleSweeps.Noise(block, treatment)).ToArray())];

        Assert.InRange(PermutationTest.Blocks(blocks, 1), 0, 0.001);
        Assert.Equal(1, PermutationTest.Blocks([[2, 2, 2], [3, 3, 3]], 1));
    }

    [Fact]
    public void EqualTreatmentsAreShownToDifferAsOftenAsTheLevelSays()
    {
        var (sign, block) = (0, 0);
        for (var time = 0; time < 400; time++)
        {
            if (PermutationTest.SignFlip([.. Enumerable.Range(0, 8).Select(pair => SampleSweeps.Noise(time, pair))], 1) < 0.05) sign++;
            if (PermutationTest.Blocks([.. Enumerable.Range(0, 5).Select(seed => Enumerable.Range(0, 4).Select(treatment => SampleSweeps.Noise(time, seed, treatment, 3)).ToArray())], 1, 199) < 0.05) block++;
        }

        // Binomial with chance 0.05 and less: 20 of 400, deviation 4.4.
        Assert.InRange(sign, 5, 34);
        Assert.InRange(block, 5, 34);
    }

    [Fact]
    public void RefusesWhatItCannotTest()
    {
        Assert.Throws<ArgumentException>(() => PermutationTest.SignFlip([], 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.Paired([1, 2], [1], 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.SignFlip([double.NaN], 1));
        Assert.Contains("3, 2 treatments", Assert.Throws<ArgumentException>(() => PermutationTest.Blocks([[1, 2, 3], [1, 2]], 1)).Message);
        Assert.Throws<ArgumentException>(() => PermutationTest.Blocks([[1]], 1));
    }
}
