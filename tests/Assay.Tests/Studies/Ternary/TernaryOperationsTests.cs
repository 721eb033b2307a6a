using Assay.Studies.Ternary;
using Assay.Tensors;

namespace Assay.Tests.Studies.Ternary;

public class TernaryOperationsTests
{
    [Fact]
    public void LevelsHaveTheSizesOfTheTree() =>
        Assert.Equal([13122, 4374, 1458, 486, 162, 54, 18, 6, 2, 1], TernaryOperations.LevelSizes);

    [Fact]
    public void ValuationIsTheNumberOfLeadingMinusOnes()
    {
        for (var index = 0; index < TernaryOperations.Count; index++)
            Assert.Equal(TernaryOperations.DigitsOf(index).TakeWhile(digit => digit == -1).Count(), TernaryOperations.Valuation(index));
    }

    [Fact]
    public void DigitsAndIndicesAreEachOthersInverse()
    {
        for (var index = 0; index < TernaryOperations.Count; index++) Assert.Equal(index, TernaryOperations.IndexOf(TernaryOperations.DigitsOf(index)));
        Assert.Equal([-1, -1, -1, -1, -1, -1, -1, -1, -1], TernaryOperations.DigitsOf(0));
        Assert.Equal([1, 0, -1, -1, -1, -1, -1, -1, -1], TernaryOperations.DigitsOf(5));
    }

    [Fact]
    public void InputsAndClassesAreTheDigits()
    {
        int[] indices = [0, 5, 19682, 7777];
        var (inputs, classes) = (TernaryOperations.Inputs(indices), TernaryOperations.Classes(indices));
        var digits = indices.SelectMany(TernaryOperations.DigitsOf).ToArray();
        Assert.Equal(digits.Select(digit => (float)digit), inputs.ToArray());
        Assert.Equal(digits.Select(digit => digit + 1), classes);
    }

    [Fact]
    public void PairsHaveTheValuationOfTheirDifference()
    {
        Assert.Equal(9, TernaryOperations.PairValuation(4, 4));
        Assert.Equal(2, TernaryOperations.PairValuation(10, 1));
        Assert.Equal(0, TernaryOperations.PairValuation(3, 1));
    }

    [Fact]
    public void OtherIndicesAndDigitsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TernaryOperations.Valuation(19683));
        Assert.Throws<ArgumentOutOfRangeException>(() => TernaryOperations.DigitsOf(-1));
        Assert.Contains("8 digits", Assert.Throws<ArgumentException>(() => TernaryOperations.IndexOf(new int[8])).Message);
        Assert.Contains("digit 2 is 2", Assert.Throws<ArgumentException>(() => TernaryOperations.IndexOf([0, 0, 2, 0, 0, 0, 0, 0, 0])).Message);
    }

    [Theory]
    [InlineData(0.20, 17, new[] { 276, 92, 30, 10 }, 2)]
    [InlineData(0.25, 21, new[] { 259, 86, 28, 9 }, 4)]
    public void BatchesHoldTheOriginalsCounts(double share, int rare, int[] common, int anywhere)
    {
        var batches = new LevelBatches(512, share);
        Assert.Equal([.. common, .. Enumerable.Repeat(rare, 6)], batches.Counts);
        Assert.Equal(anywhere, batches.Anywhere);
        var drawn = batches.Draw(new Rng(1));
        Assert.Equal(512, drawn.Length);
        for (var level = 0; level < 10; level++)
            Assert.InRange(drawn.Count(index => TernaryOperations.Valuation(index) == level), batches.Counts[level], batches.Counts[level] + anywhere);
        Assert.Equal(drawn, batches.Draw(new Rng(1)));
    }
}
