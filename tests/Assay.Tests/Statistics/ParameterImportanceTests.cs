using Assay.Statistics;
using Assay.Tests.Reports.Sweeps;

namespace Assay.Tests.Statistics;

public sealed class ParameterImportanceTests
{
    static readonly ImportanceParameter X = ImportanceParameter.Number("x", 0, 1);
    static readonly ImportanceParameter Y = ImportanceParameter.Number("y", -2, 2);
    static readonly ImportanceParameter Z = ImportanceParameter.Number("z", 10, 20);

    // Independent numbers from 0 to 1.
    static double Uniform(int trial, int parameter) => 0.5 + 0.5 * SampleSweeps.Noise(trial, parameter, 77);

    static ParameterImportance Of(int trials, Func<double[], int, double> function, double noise, params ImportanceParameter[] parameters)
    {
        var rows = Enumerable.Range(0, trials).Select(trial => new[] { Uniform(trial, 0), -2 + 4 * Uniform(trial, 1), 10 + 10 * Uniform(trial, 2) }[..parameters.Length]).ToArray();
        return ParameterImportance.Of(parameters, rows, [.. rows.Select((row, trial) => function(row, trial) + noise * SampleSweeps.Noise(trial, 5))], seed: 3);
    }

    static Interval Alone(ParameterImportance importance, string name) => importance.Main.Single(share => share.Parameter == name).Share;

    static Interval Pair(ParameterImportance importance, string a, string b) => importance.Pairs.Single(share => share.Parameter == a && share.With == b).Share;

    [Fact]
    public void SharesOfASumAreTheVariancesOfItsParts()
    {
        // Variances of 4x, x in 0 .. 1, and of y / 2, y in -2 .. 2: 16/12 and 4/12, which are 0.8 and 0.2.
        var importance = Of(300, (row, _) => 4 * row[0] + row[1] / 2, 0, X, Y, Z);

        Assert.Equal(0.8, Alone(importance, "x").Value, 0.05);
        Assert.Equal(0.2, Alone(importance, "y").Value, 0.05);
        Assert.Equal(0, Alone(importance, "z").Value, 0.02);
        Assert.Equal(["x", "y", "z"], importance.Main.Select(share => share.Parameter));
        Assert.All(importance.Pairs, pair => Assert.Equal(0, pair.Share.Value, 0.03));
        Assert.InRange(importance.Explained, 0.85, 1);
        Assert.InRange(0.8, Alone(importance, "x").Low, Alone(importance, "x").High);
    }

    [Fact]
    public void AProductOfCentredNumbersIsAllInteraction()
    {
        var importance = Of(500, (row, _) => (row[0] - 0.5) * row[1], 0, X, Y, Z);

        Assert.Equal(0, Alone(importance, "x").Value, 0.06);
        Assert.Equal(0, Alone(importance, "y").Value, 0.06);
        Assert.Equal(1, Pair(importance, "x", "y").Value, 0.12);
        Assert.Equal("y", importance.Pairs[0].With);
    }

    [Fact]
    public void WhatHasNoEffectIsNearZeroAmongNoise()
    {
        // Half of the variance of the results is noise.
        var importance = Of(200, (row, _) => row[0], 0.5, X, Y, Z);

        Assert.InRange(Alone(importance, "x").Value, 0.85, 1.15);
        Assert.Equal(0, Alone(importance, "y").Value, 0.06);
        Assert.Equal(0, Alone(importance, "z").Value, 0.06);
        Assert.InRange(importance.Explained, 0.2, 0.55);
    }

    [Fact]
    public void NoiseAloneIsNotExplained() => Assert.InRange(Of(100, (_, _) => 0, 1, X, Y, Z).Explained, -0.6, 0.15);

    [Fact]
    public void EqualResultsHaveNoShares()
    {
        var importance = Of(40, (_, _) => 7, 0, X, Y);

        Assert.All(importance.Main, share => Assert.Equal(0, share.Share.Value));
        Assert.Equal(0, importance.Explained);
    }

    [Fact]
    public void LogarithmicRangesCountByRatios()
    {
        // Linear in the logarithm of the rate: variances 1/12 of it and 1/12 of x.
        var rate = ImportanceParameter.Number("rate", 1e-5, 1e-1, log: true);
        var rows = Enumerable.Range(0, 300).Select(trial => new[] { Math.Pow(10, -5 + 4 * Uniform(trial, 0)), Uniform(trial, 1) }).ToArray();
        var importance = ParameterImportance.Of([rate, X], rows, [.. rows.Select(row => Math.Log10(row[0]) / 4 + row[1])], 1);

        Assert.Equal(0.5, Alone(importance, "rate").Value, 0.06);
        Assert.Equal(0.5, Alone(importance, "x").Value, 0.06);
    }

    [Fact]
    public void AParameterThatIsNotAlwaysAskedForCountsOverAllOfTheSpace()
    {
        // f is the child where the parent is its second choice, else 0. Parent: (1/2)^2 / 4 = 1/16; child: (1/4) / 12 = 1/48; all: 1/6 - 1/16 = 5/48.
        var (parent, child) = (ImportanceParameter.Choice("parent", 2), ImportanceParameter.Number("child", 0, 1));
        var rows = Enumerable.Range(0, 600).Select(trial => trial % 2 == 0 ? new[] { 0, double.NaN } : new[] { 1, Uniform(trial, 1) }).ToArray();
        var importance = ParameterImportance.Of([parent, child], rows, [.. rows.Select(row => row[0] == 1 ? row[1] : 0)], 1);

        Assert.Equal(0.6, Alone(importance, "parent").Value, 0.05);
        Assert.Equal(0.2, Alone(importance, "child").Value, 0.05);
        Assert.Equal(0.2, Pair(importance, "parent", "child").Value, 0.05);
    }

    [Fact]
    public void ChoicesNeedNoOrderAndWholeNumbersHaveTheirCells()
    {
        // Levels 0, 3, 1, 2 in the order of the choices: variance 5/4; whole numbers 1 to 3 times 1: variance 2/3.
        double[] levels = [0, 3, 1, 2];
        var rows = Enumerable.Range(0, 300).Select(trial => new[] { Math.Floor(4 * Uniform(trial, 0)), 1 + Math.Floor(3 * Uniform(trial, 1)) }).ToArray();
        var importance = ParameterImportance.Of([ImportanceParameter.Choice("kind", 4), ImportanceParameter.Whole("layers", 1, 3)], rows, [.. rows.Select(row => levels[(int)row[0]] + row[1])], 1);

        Assert.Equal(1.25 / (1.25 + 2 / 3.0), Alone(importance, "kind").Value, 0.04);
        Assert.Equal(2 / 3.0 / (1.25 + 2 / 3.0), Alone(importance, "layers").Value, 0.04);
    }

    [Fact]
    public void TheSeedDecidesTheShares()
    {
        Assert.Equal(Of(60, (row, _) => row[0], 0.2, X, Y).Main, Of(60, (row, _) => row[0], 0.2, X, Y).Main);
    }

    [Fact]
    public void RefusesWhatItCannotUse()
    {
        var rows = Enumerable.Range(0, 12).Select(trial => new[] { Uniform(trial, 0) }).ToArray();
        double[] results = [.. rows.Select(row => row[0])];

        Assert.Contains("needed: at least 12", Assert.Throws<ArgumentException>(() => ParameterImportance.Of([X], rows[..11], results[..11], 1)).Message);
        Assert.Contains("12 trials and 11 results", Assert.Throws<ArgumentException>(() => ParameterImportance.Of([X], rows, results[..11], 1)).Message);
        Assert.Throws<ArgumentException>(() => ParameterImportance.Of([X, Y], rows, results, 1));
        Assert.Throws<ArgumentException>(() => ParameterImportance.Of([], rows, results, 1));
        Assert.Throws<ArgumentException>(() => ImportanceParameter.Number("x", 0, 1, log: true));
        Assert.Throws<ArgumentException>(() => ImportanceParameter.Whole("x", 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImportanceParameter.Choice("x", 0));
    }
}
